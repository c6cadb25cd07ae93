using System.Text;
using IncidentGraph.Transport.Tests.Toy;
using IncidentGraph.Transport.Tests.WebSockets;

namespace IncidentGraph.Transport.Tests.Telemetry;

public sealed class TransportMetricsTests
{
    [Fact]
    public async Task A_socket_its_operations_and_its_subscriptions_are_counted_while_they_are_there()
    {
        await using var server = await ToyServer.StartAsync();
        using var measured = new Measured(server.Services);
        using (var socket = await ToySocket.AcknowledgedAsync(server))
        {
            await socket.SubscribeAsync("q", "{ __typename }");
            await socket.ReadAsync();
            await socket.ReadAsync();
            await socket.SubscribeAsync("s", "subscription { ticks }");
            await server.Log.ReadersAsync(1);
            server.Log.Add();
            await socket.ReadAsync();

            Assert.Equal((1, 1), (measured["graphql.connections websocket"], measured["graphql.subscriptions.active websocket"]));
            Assert.Equal(1, measured["graphql.operations query websocket"]);
            Assert.Equal(1, measured["graphql.operation.duration subscription websocket"]);
            Assert.Equal(1, measured["graphql.subscription.responses websocket"]);
        }

        await measured.Until("graphql.connections websocket", 0);
        await measured.Until("graphql.subscriptions.active websocket", 0);
        await measured.Until("graphql.send_queue.length", 0);
    }

    [Fact]
    public async Task An_event_stream_is_counted_while_it_is_there()
    {
        await using var server = await ToyServer.StartAsync();
        using var measured = new Measured(server.Services);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?query=subscription{{ticks}}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using (await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            await server.Log.ReadersAsync(1);
            Assert.Equal((1, 1), (measured["graphql.connections sse"], measured["graphql.subscriptions.active sse"]));
        }

        await measured.Until("graphql.connections sse", 0);
        Assert.Equal((0, 1), (measured["graphql.subscriptions.active sse"], measured["graphql.operations subscription sse"]));
    }

    [Fact]
    public async Task Whatever_refuses_a_request_over_http_is_counted_by_its_code()
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxBodyBytes = 100);
        using var measured = new Measured(server.Services);

        await server.Http.PostAsync(server.Endpoint, Json($"{{\"query\":\"{new string(' ', 100)}\"}}"));
        await server.Http.PostAsync(server.Endpoint, Json("["));
        await server.Http.PostAsync(server.Endpoint, Json("""{"query":"{ nope }"}"""));
        await server.Http.PatchAsync(server.Endpoint, Json("{}"));

        Assert.Equal((1, 1), (measured["graphql.errors PAYLOAD_TOO_LARGE"], measured["graphql.requests.rejected PAYLOAD_TOO_LARGE"]));
        Assert.Equal((1, 0), (measured["graphql.errors BAD_REQUEST"], measured["graphql.requests.rejected BAD_REQUEST"]));
        Assert.Equal((1, 1), (measured["graphql.errors GRAPHQL_VALIDATION_FAILED"], measured["graphql.errors METHOD_NOT_ALLOWED"]));
        Assert.Equal(1, measured["graphql.operations query http"]);
    }

    [Fact]
    public async Task What_a_client_is_told_is_what_is_counted()
    {
        await using var server = await ToyServer.StartAsync();
        using var measured = new Measured(server.Services);

        using var response = await server.Http.PostAsync(server.Endpoint, Json("{\"query\":\"subscription { ticks }\"}"));

        Assert.Contains(ErrorCodes.NotAcceptable, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (measured["graphql.errors NOT_ACCEPTABLE"], measured["graphql.errors METHOD_NOT_ALLOWED"]));
    }

    [Fact]
    public async Task What_a_socket_may_not_do_at_a_time_or_in_one_message_is_counted_as_rejected()
    {
        await using var server = await ToyServer.StartAsync(options => (options.MaxOperationsPerSocket, options.MaxMessageBytes) = (1, 200));
        using var measured = new Measured(server.Services);
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("s", "subscription { ticks }");
        await server.Log.ReadersAsync(1);

        await socket.SubscribeAsync("t", "{ __typename }");
        await socket.ReadAsync();
        await socket.SubscribeAsync("u", new string(' ', 200));
        await socket.ReadCloseAsync();

        await measured.Until("graphql.requests.rejected TOO_MANY_OPERATIONS", 1);
        await measured.Until("graphql.requests.rejected PAYLOAD_TOO_LARGE", 1);
        Assert.Equal(0, measured["graphql.operations query websocket"]);
    }

    [Fact]
    public async Task A_stream_that_ends_with_errors_is_counted_by_their_code()
    {
        await using var server = await ToyServer.StartAsync();
        using var measured = new Measured(server.Services);
        server.Executor.Intercept = (_, _, _) => new ValueTask<OperationOutcome>(new OperationOutcome.Streaming(Fail()));
        using var socket = await ToySocket.AcknowledgedAsync(server);

        await socket.SubscribeAsync("s", "subscription { ticks }");
        await socket.ReadAsync();
        await socket.ReadAsync();

        Assert.Equal(1, measured["graphql.errors SLOW_CONSUMER"]);
    }

    [Theory]
    [InlineData("DEPTH_LIMIT", true)]
    [InlineData("RATE_LIMITED", true)]
    [InlineData("PAYLOAD_TOO_LARGE", true)]
    [InlineData("TOO_MANY_OPERATIONS", true)]
    [InlineData("TIMEOUT", false)]
    [InlineData("BAD_USER_INPUT", false)]
    public void The_code_of_a_limit_says_so(string code, bool isLimit) => Assert.Equal(isLimit, ErrorCodes.IsLimit(code));

    private static async IAsyncEnumerable<StreamItem> Fail()
    {
        await Task.Yield();
        yield return new StreamItem("""{"data":{"ticks":1}}"""u8.ToArray());
        throw new StreamFault(new OperationError("Too slow.", ErrorCodes.SlowConsumer));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
