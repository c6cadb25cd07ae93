using System.Net;
using System.Text;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Http;

public sealed class CorsTests
{
    private const string Page = "https://status.example";

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/graphql/schema.graphql")]
    public async Task A_page_of_an_allowed_origin_may_ask_with_a_token_but_without_cookies(string path)
    {
        await using var server = await ToyServer.StartAsync(options => options.AllowedOrigins.Add(Page + "/"));
        using var response = await AskFirstAsync(server, path, Page, "POST", "authorization,content-type,graphql-preflight,last-event-id");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
        Assert.Contains("POST", Header(response, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("Authorization", Header(response, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal("600", Header(response, "Access-Control-Max-Age"));
        Assert.Equal("", Header(response, "Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://status.example")]
    public async Task A_page_of_another_origin_may_not(string origin)
    {
        await using var server = await ToyServer.StartAsync(options => options.AllowedOrigins.Add(Page));
        using var response = await AskFirstAsync(server, "/graphql", origin, "POST", "content-type");
        Assert.Equal("", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal(0, server.Log.Last);
    }

    [Fact]
    public async Task A_header_that_the_API_does_not_know_may_not_be_sent()
    {
        await using var server = await ToyServer.StartAsync(options => options.AllowedOrigins.Add(Page));
        using var response = await AskFirstAsync(server, "/graphql", Page, "POST", "x-anything");
        Assert.DoesNotContain("x-anything", Header(response, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_answer_may_be_read_with_the_headers_that_clients_need()
    {
        await using var server = await ToyServer.StartAsync(options => options.AllowedOrigins.Add(Page));
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint)
        {
            Headers = { { "Origin", Page } },
            Content = new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8, "application/json"),
        };
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal(["Origin"], response.Headers.Vary);
        Assert.Contains("Retry-After", Header(response, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_before_the_endpoint_can_be_read_too()
    {
        await using var server = await ToyServer.StartAsync(options => options.AllowedOrigins.Add(Page));
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Endpoint) { Headers = { { "Origin", Page }, { "X-User", "nobody" } } };
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_star_is_any_origin_named_or_not()
    {
        await using var server = await ToyServer.StartAsync(options => options.AllowedOrigins.Add("*"));
        using var response = await AskFirstAsync(server, "/graphql", "null", "DELETE", "x-graphql-event-stream-token");
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Contains("DELETE", Header(response, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
    }

    /// <summary>What a browser asks before a request that no form could make.</summary>
    private static Task<HttpResponseMessage> AskFirstAsync(ToyServer server, string path, string origin, string method, string headers) =>
        server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, new Uri(server.Endpoint, path))
        {
            Headers =
            {
                { "Origin", origin },
                { "Access-Control-Request-Method", method },
                { "Access-Control-Request-Headers", headers },
            },
        });

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
