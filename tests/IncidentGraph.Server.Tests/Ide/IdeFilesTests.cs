using System.Net;
using System.Text.Json;
using GraphQLParser;
using IncidentGraph.Server.Ide;
using IncidentGraph.Server.Tests.Auth;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IncidentGraph.Server.Tests.Ide;

public sealed class IdeFilesTests
{
    public static TheoryData<string> Paths => [.. BrowserIde.All.Select(ide => ide.Path)];

    internal static void SkipUnlessFetched() => Skip.IfNot(
        BrowserIde.All.All(ide => File.Exists(Path.Combine(FolderOf(ide), "index.html"))),
        "The build did not fetch the IDEs: npm or the network was missing.");

    [Theory]
    [InlineData("/graphql", "text/html,application/xhtml+xml,*/*;q=0.8", true)]
    [InlineData("/graphql/", "text/html", true)]
    [InlineData("/graphql?query=%7B__typename%7D", "text/html,*/*;q=0.8", false)]
    [InlineData("/graphql?query=%7B__typename%7D", "application/json", false)]
    [InlineData("/graphql?query=%7B__typename%7D", "*/*", false)]
    public async Task A_browser_is_sent_to_the_IDE_and_a_program_is_not(string path, string accept, bool redirected)
    {
        await using var door = await Door.DevelopmentAsync();

        using var answer = await GetAsync(door, path, accept);

        Assert.Equal(redirected ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(redirected ? "/graphql/ui/" : null, answer.Headers.Location?.ToString());
    }

    [SkippableTheory]
    [InlineData("/graphql/ui", "*.html", "text/html")]
    [InlineData("/graphql/ui", "static/js/main.*.js", "text/javascript")]
    [InlineData("/graphql/ui", "static/css/*.css", "text/css")]
    [InlineData("/graphql/ui", "static/media/*.woff2", "font/woff2")]
    [InlineData("/graphql/ui", "static/media/*.ttf", "font/ttf")]
    [InlineData("/graphql/ui", "*.webmanifest", "application/manifest+json")]
    [InlineData("/graphql/ui", "favicon.svg", "image/svg+xml")]
    [InlineData("/graphql/ui", "service-worker.js", "text/javascript")]
    [InlineData("/graphql/graphiql", "index.html", "text/html")]
    [InlineData("/graphql/graphiql", "graphiql.min.js", "text/javascript")]
    [InlineData("/graphql/graphiql", "graphiql.min.css", "text/css")]
    [InlineData("/graphql/graphiql", "page.js", "text/javascript")]
    [InlineData("/graphql/graphiql", "icon.svg", "image/svg+xml")]
    public async Task Every_file_has_its_type_its_policy_and_its_time_to_live(string path, string pattern, string type)
    {
        var ide = BrowserIde.All.Single(ide => ide.Path == path);
        SkipUnlessFetched();
        await using var door = await Door.DevelopmentAsync();
        var root = FolderOf(ide);
        var file = Path.GetRelativePath(root, Directory.GetFiles(root, pattern).First()).Replace('\\', '/');

        using var answer = await door.Client.GetAsync($"{path}/{file}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(ide.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var cache = answer.Headers.CacheControl!;
        Assert.Equal(file.StartsWith("static/", StringComparison.Ordinal), cache.MaxAge > TimeSpan.FromDays(300));
        Assert.NotEqual(cache.NoCache, cache.MaxAge is not null);
    }

    [SkippableTheory]
    [MemberData(nameof(Paths))]
    public async Task The_folder_answers_with_the_page_and_knows_nothing_else(string path)
    {
        SkipUnlessFetched();
        await using var door = await Door.DevelopmentAsync();

        Assert.Contains("<html", await door.Client.GetStringAsync($"{path}/"));
        Assert.EndsWith($"{path}/", (await door.Client.GetAsync(path)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await door.Client.GetAsync($"{path}/nothing.js")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await door.Client.GetAsync($"{path}/..%2f..%2fappsettings.json")).StatusCode);
    }

    [SkippableTheory]
    [MemberData(nameof(Paths))]
    public async Task The_settings_name_the_endpoint_and_bring_a_token_and_operations(string path)
    {
        SkipUnlessFetched();
        await using var door = await Door.DevelopmentAsync();

        using var answer = await door.Client.GetAsync(ConfigOf(path));
        var config = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("/graphql", config.GetProperty("endpoint").GetString());
        Assert.True(config.GetProperty("disableTelemetry").GetBoolean());
        var token = config.GetProperty("httpHeaders").GetProperty("Authorization").GetString()!["Bearer ".Length..];
        Assert.Equal("ada.okafor", new JsonWebToken(token).Subject);
        Assert.NotEmpty(Parser.Parse(config.GetProperty("graphQLDocument").GetString()!).Definitions);
    }

    [SkippableTheory]
    [MemberData(nameof(Paths))]
    public async Task Only_this_machine_and_only_in_Development_gets_a_token_with_the_settings(string path)
    {
        SkipUnlessFetched();
        await using var foreign = await Door.OpenAsync("Development", [], from: IPAddress.Parse("192.0.2.7"));
        await using var staging = await Door.OpenAsync("Staging", TestTokens.Settings);
        await using var production = await Door.ProductionAsync([.. TestTokens.Settings, ("Ide:Enabled", "true")]);

        foreach (var door in new[] { foreign, staging, production })
            Assert.DoesNotContain("Bearer", await door.Client.GetStringAsync(ConfigOf(path)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task In_Production_there_is_no_IDE_unless_it_is_enabled(string path)
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);

        Assert.Null((await GetAsync(door, "/graphql", "text/html")).Headers.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(door, $"{path}/", "text/html")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(door, ConfigOf(path), "*/*")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Where_the_build_could_not_fetch_it_a_page_says_how_to_get_it_and_where_else_to_go(string path)
    {
        await using var door = await Door.DevelopmentAsync(("Ide:Folder", "/nonexistent"));

        var page = await door.Client.GetStringAsync($"{path}/");

        Assert.Contains("npm", page);
        Assert.Contains("href=\"https://altairgraphql.dev/\"", page);
    }

    private static string FolderOf(BrowserIde ide) => new IdeOptions().FolderOf(ide);

    private static string ConfigOf(string path) => $"{path}/{BrowserIde.All.Single(ide => ide.Path == path).Config}";

    private static Task<HttpResponseMessage> GetAsync(Door door, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return door.Client.SendAsync(request);
    }
}
