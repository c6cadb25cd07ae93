using System.Text.Json;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth.Development;

namespace IncidentGraph.Server.Ide;

/// <summary>
/// The settings that an IDE fetches before it starts: where the endpoint is, a demonstration token where there are such, and the
/// operations to begin with. The names are those that Banana Cake Pop reads.
/// </summary>
/// <param name="tokens">Null outside Development.</param>
internal sealed class IdeConfig(DemoTokens? tokens)
{
    private const string ExamplesResource = "IncidentGraph.Server.Ide.examples.graphql";

    private static readonly Lazy<string> Examples = new(ReadExamples);

    public IResult Get(BrowserIde ide, HttpContext context)
    {
        IdeHeaders.Apply(ide, context);
        // It may hold a token.
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new
            {
                title = "IncidentGraph",
                useBrowserUrlAsEndpoint = true,
                endpoint = $"{context.Request.PathBase}/graphql",
                disableTelemetry = true,
                httpHeaders = HeadersFor(context),
                graphQLDocument = Examples.Value,
            },
            JsonSerializerOptions.Web);
    }

    // An admin's token, so that the whole schema shows; the banner has the others.
    private Dictionary<string, string> HeadersFor(HttpContext context) =>
        tokens is not null && Loopback.IsDirect(context)
            ? new() { ["Authorization"] = $"Bearer {tokens.For(DemoPerson.Of(UserRole.Admin)).Token}" }
            : [];

    private static string ReadExamples()
    {
        using var stream = typeof(IdeConfig).Assembly.GetManifestResourceStream(ExamplesResource)
            ?? throw new InvalidOperationException($"The build left out {ExamplesResource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
