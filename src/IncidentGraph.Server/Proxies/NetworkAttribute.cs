using System.ComponentModel.DataAnnotations;
using System.Net;

namespace IncidentGraph.Server.Proxies;

/// <summary>An IP address, or a network in CIDR notation (RFC 4632 §3.1).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkAttribute : ValidationAttribute
{
    public NetworkAttribute() => ErrorMessage = "an address such as 10.0.0.5 or a network such as 10.0.0.0/8";

    public override bool IsValid(object? value) => value is string text && (IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _));
}
