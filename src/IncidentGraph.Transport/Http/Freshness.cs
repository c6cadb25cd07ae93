using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// How long an answer may be kept (RFC 9111). Only one to a GET of a persisted document is: its address is short and says all that was asked. That of
/// an anonymous caller may be kept by caches on its way, that of anybody else by the client alone.
/// </summary>
internal sealed class Freshness(GraphQLTransportOptions options)
{
    /// <summary>What an answer depends on beside its address.</summary>
    private const string DependsOn = "Authorization, Accept, Origin";

    private readonly string _public = options.PublicMaxAge > TimeSpan.Zero
        ? $"public, max-age={Math.Ceiling(options.PublicMaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture)}"
        : "public, no-cache";

    public static bool Applies(HttpRequest http, OperationRequest request, OperationContext context, OperationOutcome outcome) =>
        Methods.IsSafe(http.Method)
        && request.Query is null
        && !context.Origin.ReportsCost
        && outcome is OperationOutcome.Executed { HasErrors: false };

    /// <summary>Says how long the answer may be kept; whether the client has it, and is told only that.</summary>
    public bool Apply(HttpContext http, ReadOnlySpan<byte> json)
    {
        var tag = EntityTags.Of(json);
        var headers = http.Response.Headers;
        headers.ETag = tag.ToString();
        headers.CacheControl = http.User.Identity?.IsAuthenticated == true ? "private, no-cache" : _public;
        headers.Vary = DependsOn;
        if (!EntityTags.AreKnown(http.Request, tag))
            return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
