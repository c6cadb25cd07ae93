using System.Net;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Persisted;

public sealed class FreshnessTests
{
    [Fact]
    public async Task What_an_anonymous_caller_gets_may_be_kept_by_all_and_asked_for_again_with_its_tag()
    {
        await using var server = await KnowingAsync();
        using var first = await GetAsync(server);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("public, no-cache", CacheControl(first));
        Assert.Equal(["Authorization", "Accept", "Origin"], Vary(first));

        using var again = await GetAsync(server, tag: first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((first.Headers.ETag, CacheControl(first)), (again.Headers.ETag, CacheControl(again)));
        Assert.Equal(Vary(first), Vary(again));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_answer_that_has_changed_since_is_sent()
    {
        await using var server = await KnowingAsync();
        using var first = await GetAsync(server);
        server.Executor.Intercept = (_, _, _) => new(new OperationOutcome.Executed("""{"data":{"__typename":"Other"}}"""u8.ToArray()));
        using var again = await GetAsync(server, tag: first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("Other", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_long_caches_answer_by_themselves_is_a_setting_for_anonymous_callers_only()
    {
        await using var server = await KnowingAsync(options => options.PublicMaxAge = TimeSpan.FromSeconds(5));
        using var anonymous = await GetAsync(server);
        using var known = await GetAsync(server, user: "ada");
        Assert.Equal("public, max-age=5", CacheControl(anonymous));
        Assert.Equal("no-cache, private", CacheControl(known));
    }

    [Fact]
    public async Task What_somebody_gets_is_kept_by_themselves_alone()
    {
        await using var server = await KnowingAsync();
        using var response = await GetAsync(server, user: "ada");
        Assert.True(response.Headers.CacheControl is { Private: true, NoCache: true, Public: false });
        using var again = await GetAsync(server, user: "ada", tag: response.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_head_has_the_tag()
    {
        await using var server = await KnowingAsync();
        using var get = await GetAsync(server);
        using var head = await SendAsync(server, HttpMethod.Head, Address(server));
        Assert.Equal((HttpStatusCode.OK, get.Headers.ETag), (head.StatusCode, head.Headers.ETag));
    }

    [Theory]
    [InlineData("{ broken }")]
    [InlineData("{ nope }")]
    public async Task An_answer_with_errors_is_not_kept(string query)
    {
        using var folder = new DocumentFolder().Write("id.graphql", query);
        await using var server = await ToyServer.StartAsync(options => options.TrustedDocuments = folder.Path);
        using var response = await SendAsync(server, HttpMethod.Get, $"{server.Endpoint}?documentId=id");
        Assert.Equal(("no-store", null), (CacheControl(response), response.Headers.ETag));
        using var unknown = await SendAsync(server, HttpMethod.Get, $"{server.Endpoint}?documentId=other");
        Assert.Equal("no-store", CacheControl(unknown));
    }

    [Fact]
    public async Task Nor_is_one_to_a_document_that_was_sent_one_that_was_posted_or_one_that_reports_its_cost()
    {
        await using var server = await KnowingAsync();
        using var sent = await SendAsync(server, HttpMethod.Get, $"{server.Endpoint}?query={{__typename}}");
        using var posted = await server.Http.PostAsync(
            server.Endpoint, new StringContent(Asked.ByHash(Hash).ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
        using var reporting = await SendAsync(server, HttpMethod.Get, Address(server), ("GraphQL-Cost", "report"));
        foreach (var response in new[] { sent, posted, reporting })
            Assert.Equal((HttpStatusCode.OK, "no-store", null), (response.StatusCode, CacheControl(response), response.Headers.ETag));
    }

    private static string Hash => DocumentFolder.HashOf(DocumentFolder.Typename);

    private static async Task<ToyServer> KnowingAsync(Action<GraphQLTransportOptions>? configure = null)
    {
        var server = await ToyServer.StartAsync(configure);
        Assert.Null((await Asked.PostAsync(server, Asked.ByHash(Hash, DocumentFolder.Typename))).Code);
        return server;
    }

    private static string Address(ToyServer server) =>
        $"{server.Endpoint}?extensions={Uri.EscapeDataString(Asked.ByHash(Hash)["extensions"]!.ToJsonString())}";

    private static Task<HttpResponseMessage> GetAsync(ToyServer server, string? user = null, string? tag = null) =>
        SendAsync(server, HttpMethod.Get, Address(server), ("X-User", user), ("If-None-Match", tag));

    private static Task<HttpResponseMessage> SendAsync(
        ToyServer server, HttpMethod method, string address, params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        foreach (var (name, value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return server.Http.SendAsync(request);
    }

    private static string? CacheControl(HttpResponseMessage response) => response.Headers.CacheControl?.ToString();

    private static string[] Vary(HttpResponseMessage response) => [.. response.Headers.Vary];
}
