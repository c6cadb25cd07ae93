using System.Net;
using System.Net.WebSockets;
using IncidentGraph.Transport.Tests.Sse;
using IncidentGraph.Transport.Tests.Toy;
using IncidentGraph.Transport.Tests.WebSockets;

namespace IncidentGraph.Transport.Tests.Execution;

/// <summary>How many sockets and event streams one caller may have.</summary>
public sealed class ConnectionLimitTests
{
    [Fact]
    public async Task One_connection_too_many_is_refused_until_another_one_ends()
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxConnectionsPerCaller = 2);
        using var socket = await ToySocket.ConnectAsync(server);
        using var first = await StreamAsync(server);

        using (var refused = await StreamAsync(server))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.Response.StatusCode);
            Assert.Contains(ErrorCodes.TooManyConnections, await refused.ReadToEndAsync(), StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<WebSocketException>(() => ToySocket.ConnectAsync(server));
        first.Dispose();
        using var patience = new CancellationTokenSource(EventStream.Patience);
        while (!await IsLetInAsync(server))
            await Task.Delay(20, patience.Token);
    }

    [Fact]
    public async Task Other_callers_have_their_own()
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxConnectionsPerCaller = 1);
        using var anonymous = await StreamAsync(server);
        using var ada = await StreamAsync(server, "ada");
        using var bob = await StreamAsync(server, "bob");
        using var adaAgain = await StreamAsync(server, "ada");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            new[] { anonymous, ada, bob, adaAgain }.Select(stream => stream.Response.StatusCode));
    }

    [Fact]
    public async Task A_socket_counts_to_whom_its_first_message_names_and_to_its_address_until_then()
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxConnectionsPerCaller = 1);
        using var ada = await ToySocket.AcknowledgedAsync(server, Init("ada"));
        using var bob = await ToySocket.AcknowledgedAsync(server, Init("bob"));

        using (var adaAgain = await ToySocket.ConnectAsync(server))
        {
            await Assert.ThrowsAsync<WebSocketException>(() => ToySocket.ConnectAsync(server)); // another one from here that says nothing yet
            await adaAgain.SendAsync(Init("ada"));
            var (code, reason) = await adaAgain.ReadCloseAsync();
            Assert.Equal(1013, code);
            Assert.Contains("1 connections of this caller", reason, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(server, "ada"));
        ada.Dispose();
        using var patience = new CancellationTokenSource(EventStream.Patience);
        while (await StatusAsync(server, "ada") != HttpStatusCode.OK)
            await Task.Delay(20, patience.Token);
    }

    private static string Init(string token) => $$$"""{"type":"connection_init","payload":{"token":"{{{token}}}"}}""";

    private static async Task<bool> IsLetInAsync(ToyServer server) => await StatusAsync(server) == HttpStatusCode.OK;

    private static async Task<HttpStatusCode> StatusAsync(ToyServer server, string? user = null)
    {
        using var stream = await StreamAsync(server, user);
        return stream.Response.StatusCode;
    }

    private static Task<EventStream> StreamAsync(ToyServer server, string? user = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?query={Uri.EscapeDataString("subscription { ticks }")}");
        return EventStream.SendAsync(server, request, user is null ? [] : [("X-User", user)]);
    }
}
