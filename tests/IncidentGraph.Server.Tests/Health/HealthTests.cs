using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Live;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace IncidentGraph.Server.Tests.Health;

public sealed class HealthTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_server_that_runs_lives_and_is_ready(DatabaseProvider provider)
    {
        var server = await servers.On(provider);

        var (live, ready) = (await Ask(server, "live"), await Ask(server, "ready"));

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (live.Status, live.Body.Text("status")));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (ready.Status, ready.Body.Text("status")));
        Assert.Equal(["database", "migrations", "feed", "drain"], ready.Body.GetProperty("checks").EnumerateObject().Select(check => check.Name));
        Assert.All(ready.Body.GetProperty("checks").EnumerateObject(), check => Assert.Equal("Healthy", check.Value.Text("status")));
    }

    [Fact]
    public async Task A_probe_with_a_stale_token_is_answered_like_any_other()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/ready");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "stale");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task However_many_ask_the_database_is_asked_once_a_second()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, clock);
        await Ask(server, "ready");
        server.Statements.Clear();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ask(server, "ready")));
        Assert.Empty(server.Statements.Seen);
        clock.Advance(TimeSpan.FromSeconds(1));
        server.Statements.Clear(); // the feed looked as well
        await Ask(server, "ready");

        Assert.InRange(server.Statements.Seen.Count, 1, 3);
    }

    [SkippableFact]
    public async Task Without_its_database_it_lives_but_is_not_ready_and_says_nothing_that_is_secret()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Postgres, clock: null, ("Health:CacheFor", "00:00:00"));
        await Drop(server.Database);

        var (live, ready) = (await Ask(server, "live"), await Ask(server, "ready"));

        Assert.Equal(HttpStatusCode.OK, live.Status);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (ready.Status, ready.Body.Text("status")));
        Assert.Equal("Unhealthy", Check(ready, "database").Text("status"));
        Assert.StartsWith("The database d", Check(ready, "database").Text("text"), StringComparison.Ordinal);
        Assert.DoesNotContain("xception", ready.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", ready.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_has_not_read_the_log_for_long_is_not_ready()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, clock);
        await StopFeed(server);

        clock.Advance(TimeSpan.FromSeconds(11));
        var ready = await Ask(server, "ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Equal("The live feed has been behind the log for more than 10 s.", Check(ready, "feed").Text("text"));
        Assert.Equal("Healthy", Check(ready, "database").Text("status"));
    }

    [Fact]
    public async Task A_database_of_an_older_version_is_not_ready()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, clock: null, ("Health:CacheFor", "00:00:00"));
        await using (var connection = new SqliteConnection(server.Database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT MAX(MigrationId) FROM __EFMigrationsHistory)";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var ready = await Ask(server, "ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Equal("1 migrations are pending: run the command 'migrate'.", Check(ready, "migrations").Text("text"));
    }

    internal static Task StopFeed(TestServer server) => server.Services.GetRequiredService<EventFeed>().StopAsync(CancellationToken.None);

    private static JsonElement Check(Answer ready, string name) => ready.Body.GetProperty("checks").GetProperty(name);

    private static async Task<Answer> Ask(TestServer server, string what)
    {
        using var response = await server.Http.GetAsync($"/health/{what}");
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>As if the database were away, for this server alone.</summary>
    private static async Task Drop(DatabaseOptions database)
    {
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var name = text.Database;
        text.Database = "postgres";
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }
}
