using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Toy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Transport.Tests.WebSockets;

public sealed class WebSocketTests
{
    [Theory]
    [InlineData("nope")]
    [InlineData("graphql-ws")]
    [InlineData("")]
    public async Task An_unknown_subprotocol_or_none_closes_with_4406(string offered)
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.ConnectAsync(server, offered.Length == 0 ? [] : [offered]);
        Assert.Equal(4406, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task Queries_and_mutations_run_over_the_socket()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("q", "{ __typename }");
        Assert.Equal("""{"id":"q","type":"next","payload":{"data":{"__typename":"Query"}}}""", await socket.ReadAsync());
        Assert.Equal("""{"id":"q","type":"complete"}""", await socket.ReadAsync());
        await socket.SubscribeAsync("m", "mutation { tick }");
        Assert.Equal("""{"id":"m","type":"next","payload":{"data":{"tick":1}}}""", await socket.ReadAsync());
        Assert.Equal("""{"id":"m","type":"complete"}""", await socket.ReadAsync());
    }

    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("", "BAD_REQUEST")]
    [InlineData("{ nope }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_request_error_is_an_error_message_and_the_socket_stays(string query, string code)
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("e", query);
        var error = JsonNode.Parse(await socket.ReadAsync())!;
        Assert.Equal("error", (string?)error["type"]);
        Assert.Equal(code, (string?)error["payload"]![0]!["extensions"]!["code"]);
        await socket.SubscribeAsync("e", "{ __typename }");
        Assert.Contains("\"next\"", await socket.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_operations_may_interleave()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        for (var i = 0; i < 100; i++)
            await socket.SubscribeAsync($"k{i}", "{ __typename }");
        var types = new Dictionary<string, string>();
        for (var i = 0; i < 200; i++)
        {
            var message = JsonNode.Parse(await socket.ReadAsync())!;
            var id = (string)message["id"]!;
            types[id] = types.GetValueOrDefault(id) + (string)message["type"]!;
        }

        Assert.Equal(100, types.Count);
        Assert.All(types.Values, type => Assert.Equal("nextcomplete", type));
    }

    [Fact]
    public async Task A_stream_delivers_in_order_until_the_client_completes_it_and_is_then_disposed()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("s", "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        for (var i = 1; i <= 200; i++)
            server.Log.Add();
        for (var i = 1; i <= 200; i++)
            Assert.Equal("""{"id":"s","type":"next","payload":{"data":{"ticks":""" + i + "}}}", await socket.ReadAsync());
        await socket.SendAsync("""{"id":"s","type":"complete"}""");
        await server.Log.ReadersAsync(0);
        server.Log.Add();
        await socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await socket.ReadAsync());
    }

    [Fact]
    public async Task A_lost_client_cancels_its_streams()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("s", "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        socket.Socket.Abort();
        await server.Log.ReadersAsync(0);
    }

    [Fact]
    public async Task A_clients_close_is_answered()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None).WaitAsync(ToySocket.Patience);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_duplicate_id_closes_with_4409()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("d", "subscription { ticks }");
        await socket.SubscribeAsync("d", "{ __typename }");
        Assert.Equal(4409, (await socket.ReadCloseAsync()).Code);
        await server.Log.ReadersAsync(0);
    }

    [Fact]
    public async Task A_message_too_big_closes_with_1009_and_the_server_lives()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("big", "{ __typename } #" + new string('x', 5_000_000));
        Assert.Equal(1009, (await socket.ReadCloseAsync()).Code);
        using var other = await ToySocket.AcknowledgedAsync(server);
    }

    [Fact]
    public async Task A_big_answer_arrives_whole()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i} é "));
        await socket.SubscribeAsync("b", $$"""{ echo(text: "{{text}}") }""");
        Assert.Equal(text, (string?)JsonNode.Parse(await socket.ReadAsync())!["payload"]!["data"]!["echo"]);
    }

    [Fact]
    public async Task A_binary_message_closes_with_1003()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.Socket.SendAsync(new byte[] { 0xff, 0xfe, 0 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        Assert.Equal(1003, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task No_init_in_time_closes_with_4408()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StartAsync(clock);
        using var socket = await ToySocket.ConnectAsync(server);
        await socket.SendAsync("""{"type":"ping"}""");
        await socket.ReadAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(4408, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task Refused_credentials_close_with_4403_and_a_reason_that_fits()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.ConnectAsync(server);
        await socket.SendAsync("""{"type":"connection_init","payload":{"token":"refused"}}""");
        var (code, reason) = await socket.ReadCloseAsync();
        Assert.Equal(4403, code);
        Assert.StartsWith("The token is refused.", reason, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(reason!), 1, 123);
    }

    [Fact]
    public async Task An_authenticator_that_hangs_closes_with_4408()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StartAsync(clock);
        using var socket = await ToySocket.ConnectAsync(server);
        await socket.SendAsync("""{"type":"connection_init","payload":{"token":"hang"}}""");
        await socket.SendAsync("""{"type":"ping"}""");
        await socket.ReadAsync();
        await server.Authenticator.AskedAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(4408, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task An_authenticator_that_fails_closes_with_4500_and_tells_nothing()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.ConnectAsync(server);
        await socket.SendAsync("""{"type":"connection_init","payload":{"token":"crash"}}""");
        var (code, reason) = await socket.ReadCloseAsync();
        Assert.Equal(4500, code);
        Assert.DoesNotContain("secret", reason!, StringComparison.Ordinal);
        Assert.Contains(server.Logs.Entries, entry => entry.Exception?.Message.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Operations_run_as_whom_the_init_payload_named()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server, """{"type":"connection_init","payload":{"token":"ada"}}""");
        await socket.SubscribeAsync("1", "{ __typename }");
        await socket.ReadAsync();
        Assert.Equal("ada", server.Executor.LastContext!.User.Identity!.Name);
        Assert.Null(server.Executor.LastContext.LastEventId);
        Assert.Equal(OperationKinds.All, server.Executor.LastContext.Allowed);
    }

    [Fact]
    public async Task Expired_credentials_close_with_4403_and_end_the_streams()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StartAsync(clock);
        using var socket = await ToySocket.AcknowledgedAsync(server, """{"type":"connection_init","payload":{"token":"minute"}}""");
        await socket.SubscribeAsync("s", "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        for (var i = 0; i < 6; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(9.9));
            await socket.SendAsync("""{"type":"pong"}""");
            await socket.SendAsync("""{"type":"ping"}""");
            while (await socket.ReadAsync() != """{"type":"pong"}""")
            {
            }
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4403, (await socket.ReadCloseAsync()).Code);
        await server.Log.ReadersAsync(0);
    }

    [Fact]
    public async Task Fresh_credentials_in_a_ping_keep_the_socket_and_its_streams()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StartAsync(clock);
        using var socket = await ToySocket.AcknowledgedAsync(server, """{"type":"connection_init","payload":{"token":"minute"}}""");
        await socket.SubscribeAsync("s", "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        for (var i = 1; i <= 12; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(9.9));
            await PingAsync(socket, """{"token":"minute"}""");
            await server.Authenticator.RenewalsAsync(i);
        }

        server.Log.Add();
        while (!(await socket.ReadAsync()).Contains("ticks", StringComparison.Ordinal))
        {
        }

        await PingAsync(socket, """{"token":"away"}""");
        await server.Authenticator.RenewalsAsync(13);
        for (var i = 0; i < 6; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(9.9));
            await PingAsync(socket, """{"token":"away"}""");
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((4403, "The credentials have expired"), await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Credentials_that_are_refused_in_a_ping_close_with_4403()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await PingAsync(socket, """{"time":1}""");
        await socket.SendAsync("""{"type":"ping","payload":{"token":"ada"}}""");
        Assert.Equal((4403, "Somebody else's."), await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task The_server_pings_and_aborts_a_client_that_stays_silent()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StartAsync(clock);
        using var socket = await ToySocket.AcknowledgedAsync(server);
        for (var i = 0; i < 2; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(12));
            Assert.Equal("""{"type":"ping"}""", await socket.ReadAsync());
        }

        clock.Advance(TimeSpan.FromSeconds(12));
        await Assert.ThrowsAsync<WebSocketException>(socket.ReadAsync);
    }

    [Fact]
    public async Task A_fault_ends_only_its_operation()
    {
        await using var server = await ToyServer.StartAsync();
        server.Executor.Intercept = (request, _, _) => request.Query == "slow"
            ? new(new OperationOutcome.Streaming(Faulty(new StreamFault(new OperationError("Too slow.", ErrorCodes.SlowConsumer)))))
            : null;
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("sibling", "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        await socket.SubscribeAsync("s", "slow");
        Assert.Equal("""{"id":"s","type":"next","payload":{"data":1}}""", await socket.ReadAsync());
        Assert.Equal("""{"id":"s","type":"error","payload":[{"message":"Too slow.","extensions":{"code":"SLOW_CONSUMER"}}]}""", await socket.ReadAsync());
        server.Log.Add();
        Assert.Contains("\"sibling\"", await socket.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_is_logged_and_the_client_sees_only_its_trace_id()
    {
        await using var server = await ToyServer.StartAsync();
        server.Executor.Intercept = (request, _, _) => request.Query == "later"
            ? new(new OperationOutcome.Streaming(Faulty(new InvalidOperationException("a secret"))))
            : throw new InvalidOperationException("a secret");
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("a", "now");
        await AssertMasked(server, await socket.ReadAsync());
        await socket.SubscribeAsync("b", "later");
        await socket.ReadAsync();
        await AssertMasked(server, await socket.ReadAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_read_slows_its_own_stream_and_is_aborted_in_time()
    {
        await using var server = await ToyServer.StartAsync(options => options.SendTimeout = TimeSpan.FromMilliseconds(700));
        var pulled = 0;
        var ended = new TaskCompletionSource();
        server.Executor.Intercept = (request, _, _) => request.Query == "flood" ? new(new OperationOutcome.Streaming(Flood())) : null;
        using var slow = await ToySocket.AcknowledgedAsync(server);
        await slow.SubscribeAsync("f", "flood");
        using var other = await ToySocket.AcknowledgedAsync(server);
        await other.SubscribeAsync("q", "{ __typename }");
        Assert.Contains("\"next\"", await other.ReadAsync(), StringComparison.Ordinal);
        await ended.Task.WaitAsync(ToySocket.Patience);
        // What the network swallowed, and the queue: far from what an unbounded stream would have piled up.
        Assert.InRange(pulled, 1, 2000);

        async IAsyncEnumerable<StreamItem> Flood()
        {
            var json = Encoding.UTF8.GetBytes($$"""{"data":"{{new string('x', 64 * 1024)}}"}""");
            try
            {
                while (true)
                {
                    Interlocked.Increment(ref pulled);
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

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("https://status.example.com", true)]
    public async Task A_handshake_from_a_foreign_page_is_refused_unless_its_origin_is_allowed(string origin, bool allowed)
    {
        await using var server = await ToyServer.StartAsync(options => options.AllowedOrigins.Add("https://status.example.com"));
        if (allowed)
            using (await ToySocket.ConnectAsync(server, origin: origin))
                return;
        await Assert.ThrowsAsync<WebSocketException>(() => ToySocket.ConnectAsync(server, origin: origin));
    }

    [Fact]
    public async Task A_page_of_the_servers_own_may_connect()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.ConnectAsync(server, origin: server.Endpoint.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task A_stopping_server_closes_with_1012_in_bounded_time()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("s", "subscription { ticks }");
        await server.Log.ReadersAsync(1);
        var stopping = server.StopAsync();
        Assert.Equal(1012, (await socket.ReadCloseAsync()).Code);
        await stopping.WaitAsync(ToySocket.Patience);
        Assert.Equal(0, server.Log.Readers);
    }

    [Fact]
    public async Task A_stopping_server_answers_what_is_under_way_before_it_closes()
    {
        await using var server = await ToyServer.StartAsync();
        var underWay = new UnderWay(server);
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("m", "mutation { tick }");
        var token = await underWay.Begun;

        var stopping = server.StopAsync();
        await server.Drained;
        await socket.SubscribeAsync("late", "mutation { tick }");
        Assert.False(token.IsCancellationRequested);
        underWay.Finish();

        Assert.Contains("\"next\"", await socket.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"id":"m","type":"complete"}""", await socket.ReadAsync());
        Assert.Equal(1012, (await socket.ReadCloseAsync()).Code);
        await stopping.WaitAsync(ToySocket.Patience);
        Assert.Equal(1, underWay.Times);
    }

    [Fact]
    public async Task A_client_that_never_answers_the_close_does_not_hold_a_stopping_server()
    {
        await using var server = await ToyServer.StartAsync(options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await server.StopAsync().WaitAsync(ToySocket.Patience);
    }

    private static async Task PingAsync(ToySocket socket, string payload)
    {
        await socket.SendAsync("""{"type":"pong"}""");
        await socket.SendAsync($$"""{"type":"ping","payload":{{payload}}}""");
        while (!(await socket.ReadAsync()).Contains("pong", StringComparison.Ordinal))
        {
        }
    }

    private static Task<ToyServer> StartAsync(TimeProvider clock) => ToyServer.StartAsync(services: s => s.AddSingleton(clock));

    private static async IAsyncEnumerable<StreamItem> Faulty(Exception exception)
    {
        yield return new StreamItem("""{"data":1}"""u8.ToArray());
        await Task.Yield();
        throw exception;
    }

    private static Task AssertMasked(ToyServer server, string message)
    {
        var error = JsonNode.Parse(message)!["payload"]![0]!;
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
        Assert.Equal("INTERNAL", (string?)error["extensions"]!["code"]);
        var traceId = (string)error["extensions"]!["traceId"]!;
        Assert.Contains(server.Logs.Entries, entry => entry.Message.Contains(traceId, StringComparison.Ordinal) && entry.Exception!.Message == "a secret");
        return Task.CompletedTask;
    }
}
