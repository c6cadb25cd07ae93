using System.Net;
using System.Net.Http.Headers;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>What the program counts: in a process of its own, where nobody else is counted.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task The_readme_names_the_metrics_that_a_server_has_with_their_labels_and_no_others()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options, Work.Settings);
        var (socket, events) = await Work.Do(server);
        await using var closing = (socket, events).Closing();

        var exposed = await Exposition.Scrape(server.Http, Work.Token);

        var own = exposed.Types.Keys.Where(name => name.StartsWith("graphql_", StringComparison.Ordinal) || name.StartsWith("incidentgraph_", StringComparison.Ordinal));
        Assert.Equal(ReadmeTests.Metrics.Keys.Order(), own.Order());
        Assert.All(ReadmeTests.Metrics, metric => Assert.Equal(metric.Value.Order(), exposed.LabelsOf(metric.Key).Order()));
    }

    [Fact]
    public async Task What_happens_is_counted_once_and_what_is_over_is_subtracted()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options, Work.Settings);
        var (socket, events) = await Work.Do(server);

        var busy = await Exposition.Scrape(server.Http, Work.Token);
        await events.DisposeAsync();
        await socket.DisposeAsync();
        var quiet = await Until(server, seen => seen.Sum("graphql_connections") == 0);

        Assert.Equal(1, busy.Sum("graphql_operations_total", "graphql_operation_type=\"mutation\"", "graphql_transport=\"http\""));
        Assert.Equal(1, busy.Sum("graphql_operations_total", "graphql_operation_type=\"subscription\"", "graphql_transport=\"websocket\""));
        Assert.Equal(1, busy.Sum("graphql_operations_total", "graphql_operation_type=\"subscription\"", "graphql_transport=\"sse\""));
        Assert.Equal(3, busy.Sum("graphql_operation_duration_seconds_count", "graphql_operation_type=\"query\"") + busy.Sum("graphql_operation_duration_seconds_count", "graphql_operation_type=\"unknown\""));
        Assert.Equal((1, 1), (busy.Sum("graphql_connections", "graphql_transport=\"websocket\""), busy.Sum("graphql_connections", "graphql_transport=\"sse\"")));
        Assert.Equal(2, busy.Sum("graphql_subscriptions_active"));
        Assert.Equal(2, busy.Sum("graphql_subscription_response_duration_seconds_count"));
        Assert.Equal(1, busy.Sum("graphql_requests_rejected_total", "graphql_error_code=\"TOO_MANY_OPERATIONS\""));
        Assert.Equal(1, busy.Sum("graphql_requests_rejected_total", "graphql_error_code=\"ROOT_FIELD_LIMIT\""));
        Assert.Equal(2, busy.Sum("graphql_requests_rejected_total"));
        Assert.Equal(1, busy.Sum("graphql_errors_total", "graphql_error_code=\"UNAUTHENTICATED\""));
        Assert.Equal(2, busy.Sum("graphql_subscription_responses_total"));
        Assert.Equal(0, busy.Sum("incidentgraph_feed_lag"));
        Assert.InRange(busy.Sum("incidentgraph_events_total"), 1, busy.Sum("incidentgraph_log_position"));
        Assert.InRange(busy.Sum("incidentgraph_commits_total"), 1, busy.Sum("incidentgraph_commit_duration_seconds_count"));

        Assert.Equal(0, quiet.Sum("graphql_send_queue_length"));
        Assert.Equal((0, 0), (quiet.Sum("graphql_connections"), quiet.Sum("graphql_subscriptions_active")));
    }

    [Fact]
    public async Task Nothing_that_a_client_chooses_becomes_a_label()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options, Work.Settings);
        var (socket, events) = await Work.Do(server);
        await using var closing = (socket, events).Closing();
        using var odd = new HttpRequestMessage(new HttpMethod("NOBODYSMETHOD"), "/nobodys/path?nobodys=query") { Headers = { { "User-Agent", "nobodys-agent" }, { "Host", "nobodys.host" } } };
        await server.Http.SendAsync(odd);

        var exposed = await Exposition.Scrape(server.Http, Work.Token);

        Assert.DoesNotContain("nobody", exposed.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_metrics_are_for_who_has_their_token()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, clock: null, ("Telemetry:MetricsToken", Work.Token));
        var caller = server.As("ada", Persona.Admin);

        Assert.NotEmpty((await Exposition.Scrape(server.Http, Work.Token)).Types);
        foreach (var token in new[] { null, Work.Token[1..], $"{Work.Token}x", caller.Token })
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), await Ask(server.Http, token));
    }

    [Fact]
    public async Task Without_a_token_there_are_none_but_for_this_machine_in_development()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync();

        Assert.Equal((HttpStatusCode.NotFound, ""), await Ask(server.Http, null));
        Assert.Equal((HttpStatusCode.OK, ""), await Ask(program.Client, null));
        Assert.Equal((HttpStatusCode.NotFound, ""), await Ask(program.Client, null, host: "rebound.example"));
    }

    private static async Task<(HttpStatusCode Status, string Challenge)> Ask(HttpClient http, string? token, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = host;
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, response.Headers.WwwAuthenticate.ToString());
    }

    /// <summary>A connection that its client has left is closed a moment later.</summary>
    private static async Task<Exposition> Until(ServerProcess server, Func<Exposition, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var seen = await Exposition.Scrape(server.Http, Work.Token);
            if (condition(seen))
                return seen;
            await Task.Delay(50, patience.Token);
        }
    }
}
