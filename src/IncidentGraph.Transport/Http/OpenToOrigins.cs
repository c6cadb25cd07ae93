using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// Marks endpoints that pages of other origins may use. A mark of its own, since that of ASP.NET Core wants its middleware in the way of every
/// request, also of those that no page sends.
/// </summary>
internal sealed class OpenToOrigins
{
    public static OpenToOrigins Mark { get; } = new();

    /// <summary>Whether a page asks, by a browser, and for such an endpoint.</summary>
    public static bool Applies(HttpContext http) =>
        http.Request.Headers.Origin.Count > 0 && http.GetEndpoint()?.Metadata.GetMetadata<OpenToOrigins>() is not null;
}
