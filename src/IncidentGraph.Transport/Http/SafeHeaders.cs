using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// What a browser is told of every answer: it is of the type that it says, no page frames it, and should it be taken for a page, that page loads
/// nothing and tells nobody where it came from. Pages bring a policy of their own instead.
/// </summary>
internal static class SafeHeaders
{
    public const string ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return next(http);
    }
}
