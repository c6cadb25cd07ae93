using System.Net;
using System.Text.Json;
using GraphQLParser;
using IncidentGraph.Server.Tests.Auth;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IncidentGraph.Server.Tests.Ide;

public sealed class IdeFilesTests
{
    public static bool IsFetched => File.Exists(Path.Combine(AppContext.BaseDirectory, "ide", "index.html"));

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
    [InlineData("*.html", "text/html")]
    [InlineData("static/js/main.*.js", "text/javascript")]
    [InlineData("static/css/*.css", "text/css")]
    [InlineData("static/media/*.woff2", "font/woff2")]
    [InlineData("static/media/*.ttf", "font/ttf")]
    [InlineData("*.webmanifest", "application/manifest+json")]
    [InlineData("favicon.svg", "image/svg+xml")]
    [InlineData("service-worker.js", "text/javascript")]
    public async Task Every_file_has_its_type_its_policy_and_its_time_to_live(string pattern, string type)
    {
        SkipUnlessFetched();
        await using var door = await Door.DevelopmentAsync();
        var root = Path.Combine(AppContext.BaseDirectory, "ide");
        var file = Path.GetRelativePath(root, Directory.GetFiles(root, pattern).First()).Replace('\\', '/');

        using var answer = await door.Client.GetAsync($"/graphql/ui/{file}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("script-src 'self' 'unsafe-eval';", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var cache = answer.Headers.CacheControl!;
        Assert.Equal(file.StartsWith("static/", StringComparison.Ordinal), cache.MaxAge > TimeSpan.FromDays(300));
        Assert.NotEqual(cache.NoCache, cache.MaxAge is not null);
    }

    [SkippableFact]
    public async Task The_folder_answers_with_the_page_and_knows_nothing_else()
    {
        SkipUnlessFetched();
        await using var door = await Door.DevelopmentAsync();

        Assert.Contains("<div id=\"root\">", await door.Client.GetStringAsync("/graphql/ui/"));
        Assert.EndsWith("/graphql/ui/", (await door.Client.GetAsync("/graphql/ui")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await door.Client.GetAsync("/graphql/ui/nothing.js")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await door.Client.GetAsync("/graphql/ui/..%2fappsettings.json")).StatusCode);
    }

    [SkippableFact]
    public async Task The_settings_name_the_endpoint_and_bring_a_token_and_operations()
    {
        SkipUnlessFetched();
        await using var door = await Door.DevelopmentAsync();

        using var answer = await door.Client.GetAsync("/graphql/ui/bcp-config.json");
        var config = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("/graphql", config.GetProperty("endpoint").GetString());
        Assert.True(config.GetProperty("disableTelemetry").GetBoolean());
        var token = config.GetProperty("httpHeaders").GetProperty("Authorization").GetString()!["Bearer ".Length..];
        Assert.Equal("ada.okafor", new JsonWebToken(token).Subject);
        Assert.NotEmpty(Parser.Parse(config.GetProperty("graphQLDocument").GetString()!).Definitions);
    }

    [SkippableFact]
    public async Task Only_this_machine_and_only_in_Development_gets_a_token_with_the_settings()
    {
        SkipUnlessFetched();
        await using var foreign = await Door.OpenAsync("Development", [], from: IPAddress.Parse("192.0.2.7"));
        await using var staging = await Door.OpenAsync("Staging", TestTokens.Settings);
        await using var production = await Door.ProductionAsync([.. TestTokens.Settings, ("Ide:Enabled", "true")]);

        foreach (var door in new[] { foreign, staging, production })
            Assert.DoesNotContain("Bearer", await door.Client.GetStringAsync("/graphql/ui/bcp-config.json"));
    }

    [Fact]
    public async Task In_Production_there_is_no_IDE_unless_it_is_enabled()
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);

        Assert.Null((await GetAsync(door, "/graphql", "text/html")).Headers.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(door, "/graphql/ui/", "text/html")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(door, "/graphql/ui/bcp-config.json", "*/*")).StatusCode);
    }

    [Fact]
    public async Task Where_the_build_could_not_fetch_it_a_page_says_how_to_get_it()
    {
        await using var door = await Door.DevelopmentAsync(("Ide:Folder", "/nonexistent"));

        var page = await door.Client.GetStringAsync("/graphql/ui/");

        Assert.Contains("npm", page);
        Assert.Contains("GraphiQL", page);
    }

    private static Task<HttpResponseMessage> GetAsync(Door door, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return door.Client.SendAsync(request);
    }

    private static void SkipUnlessFetched() => Skip.IfNot(IsFetched, "The build did not fetch the IDE: npm or the network was missing.");
}
