namespace IncidentGraph.Server.Ide;

/// <summary>One of the IDEs for browsers: where it is served, and what its files may do there.</summary>
internal sealed class BrowserIde
{
    private const string SameForAll = "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>It compiles validators at run time (unsafe-eval), styles inline, and talks to its own origin only.</summary>
    public static readonly BrowserIde BananaCakePop = new()
    {
        Path = "/graphql/ui",
        Folder = "banana-cake-pop",
        Config = "bcp-config.json",
        FolderNamedByContent = "static",
        ContentSecurityPolicy =
            "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; " + SameForAll,
    };

    public static readonly BrowserIde GraphiQL = new()
    {
        Path = "/graphql/graphiql",
        Folder = "graphiql",
        Config = "config.json",
        ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src data:; connect-src 'self'; " + SameForAll,
    };

    public static readonly IReadOnlyList<BrowserIde> All = [BananaCakePop, GraphiQL];

    public required string Path { get; init; }

    /// <summary>Its folder among those that the build puts beside the program.</summary>
    public required string Folder { get; init; }

    /// <summary>What the page asks for beside itself, before it draws anything.</summary>
    public required string Config { get; init; }

    public required string ContentSecurityPolicy { get; init; }

    /// <summary>A folder whose files carry a hash of their content in their names, if there is one.</summary>
    public string? FolderNamedByContent { get; init; }

    public string Page => $"{Path}/";
}
