using System.Net;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport;

/// <summary>Where an operation came from, apart from whose it is.</summary>
/// <param name="Address">The client's, or its last proxy's unless the host resolves forwarded headers; null if the connection has none.</param>
/// <param name="ReportsCost">
/// Whether the client wants to know what operations cost: header <c>GraphQL-Cost: report</c>, on a socket of the request that opened it.
/// </param>
public sealed record OperationOrigin(IPAddress? Address, bool ReportsCost)
{
    public static OperationOrigin Unknown { get; } = new(null, ReportsCost: false);

    internal static OperationOrigin Of(HttpContext http) => new(
        http.Connection.RemoteIpAddress,
        http.Request.Headers["GraphQL-Cost"] is [{ } asked] && asked.Equals("report", StringComparison.OrdinalIgnoreCase));
}
