using System.Net;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>Tells a request by someone at this machine from one that merely arrives here.</summary>
internal static class Loopback
{
    /// <summary>
    /// True when the connection comes from this machine, nothing forwarded it, and it was addressed to this machine by a name
    /// that no other site can own: a page elsewhere whose name was rebound to 127.0.0.1 still says its own name in <c>Host</c>.
    /// </summary>
    public static bool IsDirect(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && IsLoopbackName(context.Request.Host.Host)
        && !IsForwarded(context.Request.Headers);

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsForwarded(IHeaderDictionary headers) =>
        headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase) // what is left of them once they were believed
            || string.Equals(name, "Forwarded", StringComparison.OrdinalIgnoreCase));
}
