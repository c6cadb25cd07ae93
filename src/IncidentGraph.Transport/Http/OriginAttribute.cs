using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Transport.Http;

/// <summary>An origin as browsers send it: a scheme, a host and perhaps a port, and nothing after them (RFC 6454 §6.2).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OriginAttribute : ValidationAttribute
{
    public OriginAttribute() => ErrorMessage = "an origin such as https://status.example.com, or *";

    public override bool IsValid(object? value) => value is string text && (text == "*" || IsOrigin(text.TrimEnd('/')));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.Equals(uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
