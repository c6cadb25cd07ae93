namespace IncidentGraph.Server.Ide;

/// <summary>Stands in for an IDE where the build could not fetch it.</summary>
internal static class MissingIdePage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>IncidentGraph: the IDEs are not here</title></head>
        <body>
        <h1>The IDEs are not here</h1>
        <p>The GraphQL endpoint works at <a href="/graphql?query=%7B__typename%7D"><code>/graphql</code></a>.</p>
        <p>Banana Cake Pop and GraphiQL are fetched with npm when the server is built, and that build had no npm or no network.
        Install <a href="https://nodejs.org/">Node.js</a> (npm comes with it), build again, and this page becomes the IDE.</p>
        <p>Any other GraphQL IDE can be pointed at the endpoint meanwhile: <a href="https://altairgraphql.dev/">Altair</a>,
        or the hosted <a href="https://eat.bananacakepop.com/">Banana Cake Pop</a>.</p>
        </body>
        </html>
        """;

    public static IResult Get(BrowserIde ide, HttpContext context)
    {
        IdeHeaders.Apply(ide, context);
        return Results.Content(Html, "text/html; charset=utf-8");
    }
}
