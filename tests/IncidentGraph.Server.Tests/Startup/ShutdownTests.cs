using System.Net.WebSockets;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;
using Microsoft.Data.Sqlite;

namespace IncidentGraph.Server.Tests.Startup;

/// <summary>The program itself, told to end while clients are there.</summary>
public sealed class ShutdownTests
{
    private const string Declaration =
        "mutation($input: DeclareIncidentInput!) { declareIncident(input: $input) { incident { number } errors { __typename } } }";

    [SkippableFact]
    public async Task What_is_under_way_is_answered_streams_are_sent_elsewhere_and_nothing_is_lost()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options);
        var client = server.As("ada", Persona.Responder);
        var first = await client.Declare();
        await using var watching = await LiveSocket.Open(server.Address, client.Token);
        await watching.Subscribe(Documents.Events);
        await using var events = await LiveEvents.Open(server.Http, client.Token, Documents.Events, new { after = first.Cursor });
        await client.Declare();
        Assert.Equal("IncidentDeclared", (await events.Next()).Change.Happened());
        await using var writing = await LiveSocket.Open(server.Address, client.Token);
        var writer = await Hold(database.Options);
        var declaring = await writing.Subscribe(Declaration, new { input = Input() });
        await writing.Query("{ __typename }"); // messages are taken in order: the mutation has begun

        server.Terminate();
        Assert.Equal((WebSocketCloseStatus)1012, await watching.Closed());
        Assert.Null(await events.NextEvent()); // without `complete`, so that its client comes back
        await writer.DisposeAsync();
        var declared = (await declaring.Next()).GetProperty("incident").Int("number");

        Assert.Equal((WebSocketCloseStatus)1012, await writing.Closed());
        Assert.Equal(0, (await server.Ended()).ExitCode);
        await using var next = await ServerProcess.Start(database.Options);
        var found = await next.As("ada", Persona.Responder).Query("query($n: Int) { incident(number: $n) { number } }", new { n = declared });
        Assert.Equal(declared, found.GetProperty("incident").Int("number"));
    }

    [SkippableFact]
    public async Task What_takes_longer_than_the_time_for_it_is_cut_off_without_a_crash()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options, ("Shutdown:Timeout", "00:00:01"));
        var client = server.As("ada", Persona.Responder);
        await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        await using var writer = await Hold(database.Options);
        await socket.Subscribe(Declaration, new { input = Input() });
        await socket.Query("{ __typename }");

        server.Terminate();
        var (code, output, error) = await server.Ended();

        Assert.Equal(0, code);
        Assert.Contains("Shutdown:Timeout is over", output, StringComparison.Ordinal);
        Assert.DoesNotContain("OperationCanceledException", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    private static object Input() => new { title = Arrange.Unique("Under way"), severityId = "2", symptoms = new[] { "It does not answer" } };

    /// <summary>Nobody else writes until the answer is disposed of.</summary>
    private static async Task<SqliteConnection> Hold(DatabaseOptions database)
    {
        var connection = new SqliteConnection($"{database.ConnectionString};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
