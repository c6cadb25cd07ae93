using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Toy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Transport.Tests.Sse;

/// <summary>graphql-sse, "Single connection mode".</summary>
public sealed class SingleConnectionTests
{
    private const string Header = "X-GraphQL-Event-Stream-Token";
    private const string Ticks = "subscription { ticks }";

    [Fact]
    public async Task A_query_is_accepted_and_answered_on_the_stream_under_its_id()
    {
        await using var server = await ToyServer.StartAsync();
        var (token, stream) = await ReserveAndOpenAsync(server);
        using (stream)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await StartAsync(server, token, "a", "{ __typename }")).Status);
            Assert.Equal("retry: 1000", await stream.ReadLineAsync());
            Assert.Equal(
                [
                    "event: next", """data: {"id":"a","payload":{"data":{"__typename":"Query"}}}""", "",
                    "event: complete", """data: {"id":"a"}""", "",
                ],
                await ReadAsync(stream, 6));
            Assert.Equal(HttpStatusCode.Accepted, (await StartAsync(server, token, "a", "{ __typename }")).Status); // the id is free again
        }
    }

    [Fact]
    public async Task What_fails_after_the_answer_is_logged_and_the_stream_goes_on()
    {
        await using var server = await ToyServer.StartAsync();
        server.Executor.Intercept = (_, _, _) => new ValueTask<OperationOutcome>(new OperationOutcome.Streaming(new GrudgingStream()));
        var (token, stream) = await ReserveAndOpenAsync(server);
        using (stream)
        {
            await StartAsync(server, token, "a", "{ __typename }");
            await StartAsync(server, token, "b", "{ __typename }");

            Assert.Equal(["a", "a", "b", "b"], (await IdsAsync(stream, 4)).Order(StringComparer.Ordinal)); // an answer and an end for each
            await server.Logs.UntilAsync(GrudgingStream.Grudge, 2);
        }
    }

    [Fact]
    public async Task What_was_begun_before_the_stream_is_open_waits_for_it()
    {
        await using var server = await ToyServer.StartAsync();
        var token = await ReserveAsync(server);
        Assert.Equal(HttpStatusCode.Accepted, (await StartAsync(server, token, "early", "{ __typename }")).Status);
        using var stream = await OpenAsync(server, token);
        Assert.Contains("early", (await ReadAsync(stream, 3))[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_may_come_as_a_parameter_and_opens_one_stream_only()
    {
        await using var server = await ToyServer.StartAsync();
        var token = await ReserveAsync(server, "ada");
        using var first = await EventStream.SendAsync(server, new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?token={token}"));
        Assert.Equal(HttpStatusCode.OK, first.Response.StatusCode);
        using var second = await OpenAsync(server, token);
        Assert.Equal(HttpStatusCode.Conflict, second.Response.StatusCode);
        Assert.Contains("CONFLICT", await second.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_subscriptions_share_a_stream_and_one_of_them_is_stopped()
    {
        await using var server = await ToyServer.StartAsync();
        var (token, stream) = await ReserveAndOpenAsync(server);
        using (stream)
        {
            await StartAsync(server, token, "a", Ticks);
            await StartAsync(server, token, "b", Ticks);
            await server.Log.ReadersAsync(2);
            server.Log.Add();
            Assert.Equal(["a", "b"], (await IdsAsync(stream, 2)).Order(StringComparer.Ordinal));

            Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Delete, $"?operationId=a", token)).Status);
            await server.Log.ReadersAsync(1);
            server.Log.Add();
            server.Log.Add();
            Assert.Equal(["b", "b"], await IdsAsync(stream, 2));
        }

        await server.Log.ReadersAsync(0);
    }

    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ nope }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task What_cannot_run_is_answered_on_its_own_request_and_frees_its_id(string query, string code)
    {
        await using var server = await ToyServer.StartAsync();
        var token = await ReserveAsync(server);
        for (var i = 0; i < 2; i++)
        {
            var (status, body) = await StartAsync(server, token, "a", query);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(code, body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ids_are_needed_and_are_not_shared_at_a_time()
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxOperationsPerSocket = 2);
        var (token, stream) = await ReserveAndOpenAsync(server);
        using (stream)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await StartAsync(server, token, null, Ticks)).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server, HttpMethod.Delete, "", token)).Status);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Delete, "?operationId=unknown", token)).Status);
            Assert.Equal(HttpStatusCode.Accepted, (await StartAsync(server, token, "a", Ticks)).Status);
            Assert.Equal(HttpStatusCode.Conflict, (await StartAsync(server, token, "a", Ticks)).Status);
            Assert.Equal(HttpStatusCode.Accepted, (await StartAsync(server, token, "b", Ticks)).Status);
            var (status, body) = await StartAsync(server, token, "c", Ticks);
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
            Assert.Contains("TOO_MANY_OPERATIONS", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_reservation_of_ones_own_nothing_is_found()
    {
        await using var server = await ToyServer.StartAsync();
        var token = await ReserveAsync(server, "ada");
        Assert.Equal(HttpStatusCode.NotFound, (await StartAsync(server, "unknown", "a", Ticks)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await StartAsync(server, token, "a", Ticks, "eve")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, HttpMethod.Delete, "?operationId=a", null)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await StartAsync(server, token, "a", Ticks, "ada")).Status);
        using var stream = await OpenAsync(server, "unknown");
        Assert.Equal(HttpStatusCode.NotFound, stream.Response.StatusCode);
    }

    [Fact]
    public async Task Reservations_are_bounded_and_those_that_nobody_opens_are_forgotten()
    {
        var clock = new FakeTimeProvider();
        await using var server = await ToyServer.StartAsync(options => options.MaxReservations = 2, s => s.AddSingleton<TimeProvider>(clock));
        var (_, opened) = await ReserveAndOpenAsync(server);
        var waiting = await ReserveAsync(server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(server, HttpMethod.Put, "", null)).Status);

        clock.Advance(TimeSpan.FromSeconds(10));
        using var late = await OpenAsync(server, waiting);
        Assert.Equal(HttpStatusCode.NotFound, late.Response.StatusCode);
        await ReserveAsync(server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(server, HttpMethod.Put, "", null)).Status); // the open one counts on
        opened.Dispose();
    }

    [Fact]
    public async Task The_stream_ends_with_the_rights_of_who_reserved_it()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_000_000));
        await using var server = await ToyServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var token = await ReserveAsync(server, "ada", "1000005");
        using var stream = await OpenAsync(server, token);
        await StartAsync(server, token, "a", Ticks, "ada");
        await server.Log.ReadersAsync(1);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("retry: 1000\n", await stream.ReadToEndAsync());
        await server.Log.ReadersAsync(0);
        Assert.Equal(HttpStatusCode.NotFound, (await StartAsync(server, token, "b", Ticks, "ada")).Status);
    }

    [Fact]
    public async Task A_stopping_server_answers_what_has_one_answer_and_then_ends_the_stream()
    {
        await using var server = await ToyServer.StartAsync();
        var (token, stream) = await ReserveAndOpenAsync(server);
        using var open = stream;
        await StartAsync(server, token, "s", Ticks);
        await server.Log.ReadersAsync(1);
        var underWay = new UnderWay(server);
        var mutation = StartAsync(server, token, "m", "mutation { tick }");
        await underWay.Begun;

        var stopping = server.StopAsync();
        await server.Drained;
        underWay.Finish();

        Assert.Equal(HttpStatusCode.Accepted, (await mutation).Status);
        var rest = await stream.ReadToEndAsync();
        Assert.Contains("""data: {"id":"m","payload":{"data":{"tick":1}}}""", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("event: complete\ndata: {\"id\":\"s\"}", rest, StringComparison.Ordinal);
        await stopping.WaitAsync(EventStream.Patience);
    }

    [Fact]
    public async Task An_outage_ends_the_stream_so_that_the_client_comes_back_with_all_it_had()
    {
        await using var server = await ToyServer.StartAsync();
        var (token, stream) = await ReserveAndOpenAsync(server);
        using var open = stream;
        server.Executor.Intercept = (_, _, _) => new(new OperationOutcome.Streaming(Faulty()));
        await StartAsync(server, token, "a", "x");
        Assert.Equal("retry: 1000\n", await stream.ReadToEndAsync());

        static async IAsyncEnumerable<StreamItem> Faulty()
        {
            yield return await Task.FromException<StreamItem>(
                new StreamFault(new OperationOutcome.Refused(new OperationError("away", ErrorCodes.Unavailable), 503)));
        }
    }

    private static async Task<(string Token, EventStream Stream)> ReserveAndOpenAsync(ToyServer server)
    {
        var token = await ReserveAsync(server);
        return (token, await OpenAsync(server, token));
    }

    private static async Task<string> ReserveAsync(ToyServer server, string? user = null, string? expiry = null)
    {
        var (status, token) = await SendAsync(server, HttpMethod.Put, "", null, user: user, expiry: expiry);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(64, token.Length);
        return token;
    }

    private static Task<EventStream> OpenAsync(ToyServer server, string token) =>
        EventStream.SendAsync(server, new HttpRequestMessage(HttpMethod.Get, server.Endpoint), (Header, token));

    private static Task<(HttpStatusCode Status, string Body)> StartAsync(ToyServer server, string token, string? id, string query, string? user = null)
    {
        var extensions = id is null ? new JsonObject() : new JsonObject { ["operationId"] = id };
        var body = new JsonObject { ["query"] = query, ["extensions"] = extensions }.ToJsonString();
        return SendAsync(server, HttpMethod.Post, "", token, body, user);
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        ToyServer server, HttpMethod method, string query, string? token, string? body = null, string? user = null, string? expiry = null)
    {
        using var request = new HttpRequestMessage(method, server.Endpoint + query);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in new[] { (Header, token), ("X-User", user), ("X-Exp", expiry) })
        {
            if (value is not null)
                request.Headers.Add(name, value);
        }

        using var response = await server.Http.SendAsync(request).WaitAsync(EventStream.Patience);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(EventStream stream, int count)
    {
        var ids = new List<string>();
        while (ids.Count < count)
        {
            var line = await stream.ReadLineAsync() ?? throw new EndOfStreamException();
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                ids.Add((string)JsonNode.Parse(line[6..])!["id"]!);
        }

        return ids;
    }

    private static async Task<IReadOnlyList<string?>> ReadAsync(EventStream stream, int lines)
    {
        var read = new List<string?>();
        while (read.Count < lines)
            read.Add(await stream.ReadLineAsync());
        return read;
    }
}
