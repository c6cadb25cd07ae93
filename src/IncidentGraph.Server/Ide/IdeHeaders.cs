using Microsoft.AspNetCore.StaticFiles;

namespace IncidentGraph.Server.Ide;

/// <summary>What the IDEs' files may do in a browser, and how long one may keep them.</summary>
internal static class IdeHeaders
{
    public static readonly FileExtensionContentTypeProvider ContentTypes = new()
    {
        Mappings =
        {
            [".webmanifest"] = "application/manifest+json",
            [".woff2"] = "font/woff2",
            [".ttf"] = "font/ttf",
        },
    };

    public static void Apply(BrowserIde ide, HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ide.ContentSecurityPolicy;
        headers.CacheControl = IsNamedByContent(ide, context.Request.Path) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static bool IsNamedByContent(BrowserIde ide, PathString path) =>
        ide.FolderNamedByContent is { } folder && path.StartsWithSegments($"{ide.Path}/{folder}", StringComparison.Ordinal);
}
