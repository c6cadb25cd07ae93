using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// Which web pages may talk to the server. Browsers send <c>Origin</c> and do not let pages forge it; a WebSocket handshake has no other
/// protection against a foreign page (RFC 6455 §10.2).
/// </summary>
internal sealed class OriginPolicy(IEnumerable<string> allowed)
{
    private readonly HashSet<string> _allowed = new(allowed.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether pages of every origin may.</summary>
    public bool AllowsAny => _allowed.Contains("*");

    /// <summary>Whether the origin is one that was named.</summary>
    public bool Lists(string origin) => _allowed.Contains(origin);

    public bool Allows(string? origin, HostString host) =>
        string.IsNullOrEmpty(origin) || AllowsAny || Lists(origin) || IsSame(origin, host);

    // The scheme is not compared: behind a proxy that ends TLS the server does not know it.
    private static bool IsSame(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && host.HasValue
        && uri.IdnHost.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);
}
