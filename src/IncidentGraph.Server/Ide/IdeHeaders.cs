using Microsoft.AspNetCore.StaticFiles;

namespace IncidentGraph.Server.Ide;

/// <summary>What the IDE's files may do in a browser, and how long one may keep them.</summary>
internal static class IdeHeaders
{
    /// <summary>The IDE compiles validators at run time (unsafe-eval), styles inline, and talks to its own origin only.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static readonly FileExtensionContentTypeProvider ContentTypes = new()
    {
        Mappings =
        {
            [".webmanifest"] = "application/manifest+json",
            [".woff2"] = "font/woff2",
            [".ttf"] = "font/ttf",
        },
    };

    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = IsNamedByContent(context.Request.Path) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    // The build of the IDE puts a hash of the content into the names below static/, and into no others.
    private static bool IsNamedByContent(PathString path) => path.StartsWithSegments($"{IdePaths.Ide}/static", StringComparison.Ordinal);
}
