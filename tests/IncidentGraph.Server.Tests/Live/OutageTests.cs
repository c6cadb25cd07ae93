using System.Net;
using System.Net.Http.Json;
using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using IncidentGraph.Transport;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>The database goes away under a running server, and comes back.</summary>
public sealed class OutageTests
{
    [SkippableFact]
    public async Task While_the_database_is_away_requests_are_told_to_come_back_and_streams_wait()
    {
        Skip.If(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing);
        var postgres = await PostgresServer.StartNewAsync();
        var database = TestDatabase.Of(new() { Provider = DatabaseProvider.Postgres, ConnectionString = await postgres.CreateDatabaseAsync() });
        await using var server = TestServer.Over(database, ("Health:CacheFor", "00:00:00"), ("Auth:CacheFor", "00:00:00"));
        var client = server.As("ada", Persona.Responder);
        var first = await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var changes = await socket.Subscribe(Documents.Events, new { after = first.Cursor });
        await using var events = await LiveEvents.Open(server.Http, client.Token, Documents.Events, new { after = first.Cursor });
        await client.Declare();
        Assert.Equal((await changes.Next()).EventId(), (await events.Next()).Change.EventId());

        postgres.Stop();
        await AssertPostponed(server, client.Token!, "{ eventCursor }");
        await AssertPostponed(server, client.Token!, "mutation { declareIncident(input: { title: \"Lost?\", severityId: \"2\" }) { cursor } }");
        await AssertPostponed(server, $"igk_{new string('a', 12)}_{new string('b', 43)}", "{ eventCursor }");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ready(server));

        postgres.Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await Ready(server) != HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        await client.Declare();
        Assert.Equal((await changes.Next()).EventId(), (await events.Next()).Change.EventId());
        Assert.Single(server.Complaints.Lines, line => line.StartsWith("The feed could not read the log", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Complaints.Lines, line => line.StartsWith("An ", StringComparison.Ordinal));
        postgres.Stop();
    }

    [Fact]
    public async Task What_a_stream_asks_is_asked_again_until_there_is_an_answer()
    {
        var clock = new FakeTimeProvider();
        var times = 0;

        var asking = new Patience(clock).AskAsync(
            _ => ++times < 3 ? Task.FromException<int>(new StoreUnavailableException("Away.")) : Task.FromResult(times), CancellationToken.None);
        while (!asking.IsCompleted)
            clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(3, await asking);
    }

    [Fact]
    public async Task A_stream_whose_database_stays_away_ends_so_that_its_client_comes_back()
    {
        var clock = new FakeTimeProvider();

        var asking = new Patience(clock).AskAsync(
            _ => Task.FromException<int>(new StoreUnavailableException("Away.")), CancellationToken.None);
        for (var seconds = 0; seconds <= 60; seconds++)
            clock.Advance(TimeSpan.FromSeconds(1));

        var fault = await Assert.ThrowsAsync<StreamFault>(() => asking);
        Assert.Equal((ErrorCodes.Unavailable, 503), (fault.Refusal.Errors[0].Code, fault.Refusal.StatusCode));
    }

    private static async Task AssertPostponed(TestServer server, string token, string query)
    {
        using var request = TestTokens.Request("/graphql", token);
        request.Method = HttpMethod.Post;
        request.Content = JsonContent.Create(new { query });
        using var response = await server.Http.SendAsync(request);

        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, body);
        Assert.Contains("\"code\":\"UNAVAILABLE\"", body, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
    }

    private static async Task<HttpStatusCode> Ready(TestServer server)
    {
        using var response = await server.Http.GetAsync("/health/ready");
        return response.StatusCode;
    }
}
