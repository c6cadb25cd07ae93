using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Auth;

/// <summary>An address that can be asked; empty is none.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpAddressAttribute : ValidationAttribute
{
    public HttpAddressAttribute() => ErrorMessage = "an address that begins with https:// or http://";

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http");
}
