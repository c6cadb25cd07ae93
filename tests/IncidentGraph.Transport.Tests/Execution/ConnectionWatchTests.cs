using System.Net;
using IncidentGraph.Transport.Tests.Sse;
using IncidentGraph.Transport.Tests.Toy;
using IncidentGraph.Transport.Tests.WebSockets;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Transport.Tests.Execution;

public sealed class ConnectionWatchTests
{
    private const string Ada = """{"type":"connection_init","payload":{"token":"ada"}}""";
    private const string Ticks = "subscription { ticks }";

    private static readonly (int, string?) _withdrawn = (4403, "The credentials have been withdrawn");

    [Fact]
    public async Task Who_has_to_leave_is_closed_with_4403_and_the_streams_end()
    {
        var watch = new ToyWatch();
        await using var server = await StartAsync(watch);
        using var socket = await ToySocket.AcknowledgedAsync(server, Ada);
        using var other = await ToySocket.AcknowledgedAsync(server, """{"type":"connection_init","payload":{"token":"bob"}}""");
        await watch.WatchesAsync("ada", "bob");
        await socket.SubscribeAsync("1", Ticks);
        await server.Log.ReadersAsync(1);

        watch.SendAway();

        Assert.Equal(_withdrawn, await socket.ReadCloseAsync());
        await server.Log.ReadersAsync(0);
        await watch.WatchesAsync("bob");
        await other.SubscribeAsync("1", "{ __typename }");
        Assert.Contains("next", await other.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_to_leave_at_once_is_not_let_in()
    {
        await using var server = await StartAsync(new ToyWatch());
        using var socket = await ToySocket.ConnectAsync(server);

        await socket.SendAsync("""{"type":"connection_init","payload":{"token":"gone"}}""");

        await Assert.ThrowsAsync<InvalidOperationException>(socket.ReadAsync); // a close, before any acknowledgement
        Assert.Equal(4403, (int?)socket.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_socket_that_its_client_closes_is_watched_no_longer()
    {
        var watch = new ToyWatch();
        await using var server = await StartAsync(watch);
        using (var socket = await ToySocket.AcknowledgedAsync(server, Ada))
            await watch.WatchesAsync("ada");

        await watch.WatchesAsync();
    }

    [Fact]
    public async Task With_fresh_credentials_those_before_are_watched_no_longer_and_end_nothing()
    {
        var watch = new ToyWatch();
        await using var server = await StartAsync(watch);
        using var socket = await ToySocket.AcknowledgedAsync(server, Ada);
        await watch.WatchesAsync("ada");
        var asBefore = watch.Leaving();
        await socket.SendAsync("""{"type":"ping","payload":{"token":"minute"}}""");
        await watch.WatchesAsync("minute");

        asBefore();
        await socket.SubscribeAsync("1", "{ __typename }");
        string message;
        while ((message = await socket.ReadAsync()).Contains("pong", StringComparison.Ordinal))
        {
        }

        Assert.Contains("next", message, StringComparison.Ordinal);
        watch.SendAway();
        Assert.Equal(_withdrawn, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task A_reserved_event_stream_ends_when_who_reserved_it_has_to_leave()
    {
        var watch = new ToyWatch();
        await using var server = await StartAsync(watch);
        using var stream = await OpenAsync(server, "ada");
        await watch.WatchesAsync("ada");

        watch.SendAway();

        Assert.Equal("retry: 1000\n", await stream.ReadToEndAsync());
        await watch.WatchesAsync();
    }

    [Fact]
    public async Task A_reserved_event_stream_that_its_client_leaves_is_watched_no_longer()
    {
        var watch = new ToyWatch();
        await using var server = await StartAsync(watch);
        using (await OpenAsync(server, "ada"))
            await watch.WatchesAsync("ada");

        await watch.WatchesAsync();
    }

    private static Task<ToyServer> StartAsync(ToyWatch watch) => ToyServer.StartAsync(services: s => s.AddSingleton<IConnectionWatch>(watch));

    private static async Task<EventStream> OpenAsync(ToyServer server, string user)
    {
        using var reserving = new HttpRequestMessage(HttpMethod.Put, server.Endpoint) { Headers = { { "X-User", user } } };
        using var reserved = await server.Http.SendAsync(reserving);
        Assert.Equal(HttpStatusCode.Created, reserved.StatusCode);
        var token = await reserved.Content.ReadAsStringAsync();
        return await EventStream.SendAsync(server, new HttpRequestMessage(HttpMethod.Get, server.Endpoint), ("X-GraphQL-Event-Stream-Token", token));
    }
}
