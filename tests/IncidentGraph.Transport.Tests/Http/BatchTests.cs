using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Persisted;
using IncidentGraph.Transport.Tests.Telemetry;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Http;

public sealed class BatchTests
{
    private const string Typename = """{"query":"{ __typename }"}""";
    private const string Tick = """{"query":"mutation { tick }"}""";

    [Theory]
    [InlineData("application/graphql-response+json")]
    [InlineData("application/json")]
    public async Task Each_request_of_a_list_has_its_own_answer_in_its_place(string accept)
    {
        await using var server = await ToyServer.StartAsync();
        var (status, type, json) = await PostAsync(
            server, $$$"""[{{{Typename}}},{"query":"{ nope }"},{"query":"query ($t: String) { echo(text: $t) }","variables":{"t":"x"}},1,{}]""", accept);
        Assert.Equal((HttpStatusCode.OK, accept), (status, type));
        Assert.Equal(5, json.AsArray().Count);
        Assert.Equal("Query", (string?)json[0]!["data"]!["__typename"]);
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", CodeOf(json[1]));
        Assert.Equal("x", (string?)json[2]!["data"]!["echo"]);
        Assert.Equal(("BAD_REQUEST", "BAD_REQUEST"), (CodeOf(json[3]), CodeOf(json[4])));
    }

    [Fact]
    public async Task Mutations_of_a_list_run_in_its_order_one_after_the_other()
    {
        await using var server = await ToyServer.StartAsync();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        server.Executor.Intercept = (_, _, _) => ++asked == 1 ? new ValueTask<OperationOutcome>(HoldAsync()) : null;

        var answer = PostAsync(server, $"[{Tick},{Tick},{Tick}]");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((1, 0), (asked, server.Log.Last));
        first.SetResult();

        var (_, _, json) = await answer;
        Assert.Equal([0, 1, 2], json.AsArray().Select(each => (int)each!["data"]!["tick"]!));

        async Task<OperationOutcome> HoldAsync()
        {
            begun.SetResult();
            await first.Task;
            return new OperationOutcome.Executed("""{"data":{"tick":0}}"""u8.ToArray());
        }
    }

    [Fact]
    public async Task A_subscription_in_a_list_is_refused_in_its_place()
    {
        await using var server = await ToyServer.StartAsync();
        using var measured = new Measured(server.Services);
        var (_, _, json) = await PostAsync(server, $$$"""[{"query":"subscription { ticks }"},{{{Tick}}}]""");
        Assert.Equal("METHOD_NOT_ALLOWED", CodeOf(json[0]));
        Assert.Equal(1, (int)json[1]!["data"]!["tick"]!);
        Assert.Equal((1, 1), (measured["graphql.errors METHOD_NOT_ALLOWED"], measured["graphql.operations mutation http"]));
    }

    [Fact]
    public async Task Documents_are_named_in_lists_as_elsewhere()
    {
        await using var server = await ToyServer.StartAsync();
        var hash = DocumentFolder.HashOf("{ __typename }");
        var (_, _, json) = await PostAsync(
            server, $"[{Asked.ByHash(hash).ToJsonString()},{Asked.ByHash(hash, "{ __typename }").ToJsonString()},{Asked.ByHash(hash).ToJsonString()}]");
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", CodeOf(json[0]));
        Assert.Equal(("Query", "Query"), ((string?)json[1]!["data"]!["__typename"], (string?)json[2]!["data"]!["__typename"]));
    }

    [Fact]
    public async Task A_list_that_is_too_long_is_refused_as_a_whole_and_counted()
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxBatch = 2);
        using var measured = new Measured(server.Services);
        var (status, _, json) = await PostAsync(server, $"[{Tick},{Tick},{Tick}]");
        Assert.Equal((HttpStatusCode.BadRequest, "BATCH_TOO_LARGE", 0), (status, CodeOf(json), server.Log.Last));
        Assert.Equal(1, measured["graphql.requests.rejected BATCH_TOO_LARGE"]);
        (status, _, _) = await PostAsync(server, $"[{Tick},{Tick}]");
        Assert.Equal((HttpStatusCode.OK, 2), (status, server.Log.Last));
    }

    [Theory]
    [InlineData(10, "[]", "application/json", 400, "BAD_REQUEST")]
    [InlineData(10, $"[{Tick}]", "text/event-stream", 406, "NOT_ACCEPTABLE")]
    [InlineData(0, $"[{Tick}]", "application/json", 400, "BAD_REQUEST")]
    public async Task A_list_that_cannot_be_answered_is_refused(int most, string body, string accept, int status, string code)
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxBatch = most);
        var (actual, _, json) = await PostAsync(server, body, accept);
        Assert.Equal((status, code, 0), ((int)actual, CodeOf(json), server.Log.Last));
    }

    [Theory]
    [InlineData(64, 200)]
    [InlineData(65, 400)]
    public async Task Variables_in_a_list_nest_as_deep_as_elsewhere(int depth, int status)
    {
        await using var server = await ToyServer.StartAsync();
        var nested = new string('[', depth - 1) + new string(']', depth - 1);
        var (actual, _, _) = await PostAsync(server, $$$"""[{"query":"{ __typename }","variables":{"v":{{{nested}}}}}]""");
        Assert.Equal(status, (int)actual);
    }

    [Fact]
    public async Task On_a_reserved_event_stream_there_are_no_lists()
    {
        await using var server = await ToyServer.StartAsync();
        using var reserved = await server.Http.PutAsync(server.Endpoint, null);
        using var response = await server.Http.PostAsync(
            $"{server.Endpoint}?token={await reserved.Content.ReadAsStringAsync()}", new StringContent($"[{Tick}]", Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, 0), (response.StatusCode, server.Log.Last));
    }

    private static string? CodeOf(JsonNode? answer) => (string?)answer!["errors"]![0]!["extensions"]!["code"];

    private static async Task<(HttpStatusCode Status, string? Type, JsonNode Json)> PostAsync(
        ToyServer server, string body, string accept = "application/graphql-response+json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { { "Accept", accept } },
        };
        using var response = await server.Http.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
