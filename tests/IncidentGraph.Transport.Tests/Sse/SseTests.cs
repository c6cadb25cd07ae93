using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Toy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Transport.Tests.Sse;

public sealed class SseTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_query_is_next_complete_and_the_end_of_the_stream()
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await OpenAsync(server, "{ __typename }");
        Assert.Equal("retry: 1000\nevent: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\nevent: complete\ndata:\n\n", await stream.ReadToEndAsync());
    }

    /// <summary>A stream that was opened as the answer to a request hears of it before the one who delivers it does.</summary>
    [Fact]
    public async Task A_client_that_leaves_is_no_failure_whoever_hears_of_it_first()
    {
        await using var server = await ToyServer.StartAsync();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Executor.Intercept = (_, _, ct) =>
        {
            var left = new TaskCompletionSource(); // what awaits it goes on within the cancelling, before those who were told to listen earlier are told
            ct.Register(() => left.TrySetCanceled(ct));
            return new(new OperationOutcome.Streaming(UntilAsync(left.Task, ended)));
        };
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = JsonContent.Create(new { query = "subscription { ticks }" }) };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream;q=0.5");
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        response.Dispose();
        await ended.Task.WaitAsync(_patience);

        await server.StopAsync();
        Assert.DoesNotContain(server.Logs.Entries, entry => entry.Exception is OperationCanceledException);
    }

    [Fact]
    public async Task A_big_answer_arrives_whole()
    {
        await using var server = await ToyServer.StartAsync();
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i} é "));
        using var stream = await OpenAsync(server, $$"""{ echo(text: "{{text}}") }""");
        var data = (await stream.ReadToEndAsync()).Split('\n').First(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..];
        Assert.Equal(text, (string?)JsonNode.Parse(data)!["data"]!["echo"]);
    }

    [Fact]
    public async Task The_headers_come_before_the_first_event_and_forbid_buffering()
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await OpenAsync(server, "subscription { ticks }");
        Assert.Equal(HttpStatusCode.OK, stream.Response.StatusCode);
        Assert.Equal("text/event-stream; charset=utf-8", stream.Response.Content.Headers.ContentType!.ToString());
        Assert.True(stream.Response.Headers.CacheControl!.NoCache);
        Assert.Equal(["no"], stream.Response.Headers.GetValues("X-Accel-Buffering"));
        Assert.Equal("retry: 1000", await stream.ReadLineAsync());
    }

    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ nope }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_request_error_is_200_with_next_and_complete(string query, string code)
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await OpenAsync(server, query);
        var text = await stream.ReadToEndAsync();
        Assert.Contains("event: next\ndata: {\"errors\":", text, StringComparison.Ordinal);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_by_get_streams_and_a_mutation_does_not_run()
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await GetAsync(server, "subscription{ticks}");
        await server.Log.ReadersAsync(1);
        server.Log.Add();
        Assert.Equal("1", await stream.ReadIdAsync());
        using var mutation = await GetAsync(server, "mutation{tick}");
        Assert.Contains("METHOD_NOT_ALLOWED", await mutation.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(1, server.Log.Last);
    }

    [Fact]
    public async Task A_client_that_accepts_json_and_streams_gets_each_for_what_it_is_for()
    {
        await using var server = await ToyServer.StartAsync();
        const string Accept = "application/graphql-response+json, application/json, text/event-stream";
        using var query = await OpenAsync(server, "{ __typename }", ("Accept", Accept));
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await query.ReadToEndAsync());
        using var stream = await OpenAsync(server, "subscription { ticks }", ("Accept", Accept));
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Last_event_id_resumes_without_loss()
    {
        await using var server = await ToyServer.StartAsync();
        for (var i = 0; i < 5; i++)
            server.Log.Add();
        using var stream = await OpenAsync(server, "subscription { ticks }", ("Last-Event-ID", "2"));
        Assert.Equal(["3", "4", "5"], [await stream.ReadIdAsync(), await stream.ReadIdAsync(), await stream.ReadIdAsync()]);
    }

    [Fact]
    public async Task An_empty_last_event_id_is_none()
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await OpenAsync(server, "{ __typename }", ("Last-Event-ID", ""));
        await stream.ReadToEndAsync();
        Assert.Null(server.Executor.LastContext!.LastEventId);
    }

    [Fact]
    public async Task A_refused_cursor_resets_the_clients_last_event_id()
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await OpenAsync(server, "subscription { ticks }", ("Last-Event-ID", "foreign"));
        Assert.Contains("event: next\nid:\ndata: {\"errors\"", await stream.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unavailable_is_200_with_a_time_to_retry_and_no_complete()
    {
        await using var server = await ToyServer.StartAsync();
        server.Executor.Intercept = (_, _, _) =>
            new(new OperationOutcome.Refused(new OperationError("no", ErrorCodes.Unavailable), 503) { RetryAfter = TimeSpan.FromSeconds(3) });
        using var stream = await OpenAsync(server, "subscription { ticks }");
        Assert.Equal(HttpStatusCode.OK, stream.Response.StatusCode);
        Assert.Equal("retry: 1000\nretry: 3000\n\n", await stream.ReadToEndAsync());
    }

    [Fact]
    public async Task A_fault_is_a_next_without_data_and_the_end()
    {
        await using var server = await ToyServer.StartAsync();
        server.Executor.Intercept = (_, _, _) => new(new OperationOutcome.Streaming(Faulty()));
        using var stream = await OpenAsync(server, "x");
        Assert.EndsWith(
            "event: next\nid: 1\ndata: {}\n\nevent: next\ndata: {\"errors\":[{\"message\":\"Too slow.\",\"extensions\":{\"code\":\"SLOW_CONSUMER\"}}]}\n\nevent: complete\ndata:\n\n",
            await stream.ReadToEndAsync(),
            StringComparison.Ordinal);

        static async IAsyncEnumerable<StreamItem> Faulty()
        {
            yield return new StreamItem("{}"u8.ToArray(), "1");
            await Task.Yield();
            throw new StreamFault(new OperationError("Too slow.", ErrorCodes.SlowConsumer));
        }
    }

    [Fact]
    public async Task A_comment_keeps_a_quiet_stream_alive()
    {
        var clock = new FakeTimeProvider();
        await using var server = await ToyServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        using var stream = await OpenAsync(server, "subscription { ticks }");
        await stream.ReadLineAsync();
        await server.Log.ReadersAsync(1);
        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(12));
            Assert.Equal(":", await stream.ReadLineAsync());
            Assert.Equal("", await stream.ReadLineAsync());
        }
    }

    [Fact]
    public async Task Expired_rights_end_the_stream_without_complete()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_000_000));
        await using var server = await ToyServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        using var stream = await OpenAsync(server, "subscription { ticks }", ("X-User", "ada"), ("X-Exp", "1000005"));
        await server.Log.ReadersAsync(1);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("retry: 1000\n", await stream.ReadToEndAsync());
        await server.Log.ReadersAsync(0);
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_its_stream()
    {
        await using var server = await ToyServer.StartAsync();
        var stream = await OpenAsync(server, "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        stream.Dispose();
        await server.Log.ReadersAsync(0);
    }

    [Fact]
    public async Task A_stopping_server_ends_the_stream_without_complete_in_bounded_time()
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await OpenAsync(server, "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        var stopping = server.StopAsync();
        Assert.Equal("retry: 1000\n", await stream.ReadToEndAsync());
        await stopping.WaitAsync(_patience);
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/json")]
    public async Task A_stopping_server_answers_the_mutation_that_is_under_way(string accept)
    {
        await using var server = await ToyServer.StartAsync();
        var underWay = new UnderWay(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = JsonContent.Create(new { query = "mutation { tick }" }) };
        request.Headers.Accept.ParseAdd(accept);
        var answer = server.Http.SendAsync(request);
        var token = await underWay.Begun;

        var stopping = server.StopAsync();
        await server.Drained;
        Assert.False(token.IsCancellationRequested);
        underWay.Finish();

        Assert.Contains("\"tick\":1", await (await answer).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stopping.WaitAsync(_patience);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_in_time()
    {
        await using var server = await ToyServer.StartAsync(options => options.SendTimeout = TimeSpan.FromMilliseconds(700));
        var ended = new TaskCompletionSource();
        server.Executor.Intercept = (_, _, _) => new(new OperationOutcome.Streaming(Flood()));
        using var stream = await OpenAsync(server, "x");
        await ended.Task.WaitAsync(_patience);

        async IAsyncEnumerable<StreamItem> Flood()
        {
            var json = Encoding.UTF8.GetBytes($"\"{new string('x', 64 * 1024)}\"");
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return new StreamItem(json);
                }
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    private static Task<EventStream> OpenAsync(ToyServer server, string query, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint)
        {
            Content = new StringContent(new JsonObject { ["query"] = query }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        return EventStream.SendAsync(server, request, headers);
    }

    private static Task<EventStream> GetAsync(ToyServer server, string query) =>
        EventStream.SendAsync(server, new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?query={Uri.EscapeDataString(query)}"));

    private static async IAsyncEnumerable<StreamItem> UntilAsync(Task left, TaskCompletionSource ended)
    {
        yield return new StreamItem("""{"data":{"ticks":1}}"""u8.ToArray(), "1");
        try
        {
            await left;
        }
        finally
        {
            ended.SetResult();
        }
    }
}
