using System.Net;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Telemetry;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Http;

public sealed class SchemaTests
{
    [Theory]
    [InlineData(null, ToySchemaSource.Public)]
    [InlineData("ada", ToySchema.Sdl)]
    public async Task The_schema_is_a_text_of_what_the_caller_may_see(string? user, string sdl)
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await SendAsync(server, HttpMethod.Get, user);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(sdl, await response.Content.ReadAsStringAsync());
        Assert.True(response.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Equal(["Authorization"], response.Headers.Vary);
    }

    [Fact]
    public async Task Who_has_it_already_is_told_no_more_than_that()
    {
        await using var server = await ToyServer.StartAsync();
        using var first = await SendAsync(server, HttpMethod.Get);
        var tag = first.Headers.ETag!;

        using var again = await SendAsync(server, HttpMethod.Get, tag: tag.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(tag, again.Headers.ETag);
        Assert.True(again.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Equal("", await again.Content.ReadAsStringAsync());
        using var any = await SendAsync(server, HttpMethod.Get, tag: $"\"other\", {tag}");
        Assert.Equal(HttpStatusCode.NotModified, any.StatusCode);

        using var other = await SendAsync(server, HttpMethod.Get, tag: "\"other\"");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var more = await SendAsync(server, HttpMethod.Get, "ada", tag.ToString());
        Assert.Equal(HttpStatusCode.OK, more.StatusCode);
    }

    [Fact]
    public async Task Its_head_is_that_of_its_get()
    {
        await using var server = await ToyServer.StartAsync();
        using var get = await SendAsync(server, HttpMethod.Get);
        using var head = await SendAsync(server, HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, get.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        Assert.Equal(ToySchemaSource.Public.Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("OPTIONS", HttpStatusCode.NoContent)]
    [InlineData("POST", HttpStatusCode.MethodNotAllowed)]
    public async Task Other_methods_are_told_which_there_are(string method, HttpStatusCode status)
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await SendAsync(server, new HttpMethod(method));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Who_may_see_none_is_told_why_and_counted()
    {
        await using var server = await ToyServer.StartAsync();
        using var measured = new Measured(server.Services);
        using var response = await SendAsync(server, HttpMethod.Get, "barred");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(ErrorCodes.Unauthenticated, (string?)json["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(1, measured["graphql.errors UNAUTHENTICATED"]);
    }

    private static Task<HttpResponseMessage> SendAsync(ToyServer server, HttpMethod method, string? user = null, string? tag = null)
    {
        var request = new HttpRequestMessage(method, new Uri(server.Endpoint, "/graphql/schema.graphql"));
        if (user is not null)
            request.Headers.Add("X-User", user);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return server.Http.SendAsync(request);
    }
}
