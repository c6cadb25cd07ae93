using System.Net;
using IncidentGraph.Server.Examples;
using IncidentGraph.Server.Tests.Auth;

namespace IncidentGraph.Server.Tests.Examples;

public sealed class ExampleFilesTests
{
    [Theory]
    [InlineData("status.html", "text/html")]
    [InlineData("status/page.js", "text/javascript")]
    [InlineData("status/page.css", "text/css")]
    [InlineData("status/icon.svg", "image/svg+xml")]
    public async Task Every_file_has_its_type_and_its_policy(string file, string type)
    {
        await using var door = await Door.DevelopmentAsync();

        using var answer = await door.Client.GetAsync($"/examples/{file}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(ExamplesSetup.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("true", HttpStatusCode.OK)]
    public async Task In_Production_the_page_is_served_only_when_it_is_enabled(string? enabled, HttpStatusCode expected)
    {
        await using var door = await Door.ProductionAsync([.. TestTokens.Settings, ("Examples:Enabled", enabled)]);

        Assert.Equal(expected, (await door.Client.GetAsync("/examples/status.html")).StatusCode);
    }

    [Fact]
    public async Task In_Development_the_page_can_be_left_out()
    {
        await using var door = await Door.DevelopmentAsync(("Examples:Enabled", "false"));

        Assert.Equal(HttpStatusCode.NotFound, (await door.Client.GetAsync("/examples/status.html")).StatusCode);
    }
}
