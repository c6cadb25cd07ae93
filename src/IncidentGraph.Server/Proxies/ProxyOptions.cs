namespace IncidentGraph.Server.Proxies;

/// <summary>Who may say for whom a request is (section <c>Proxies</c>).</summary>
public sealed class ProxyOptions
{
    /// <summary>
    /// Addresses and networks of proxies whose <c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c> are believed. Without
    /// any, these headers say nothing, and all that comes through a proxy has its address.
    /// </summary>
    [Network]
    public IList<string> Trusted { get; } = [];
}
