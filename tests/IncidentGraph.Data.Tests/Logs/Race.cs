using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Tests.Faults;
using IncidentGraph.Testing;
using Npgsql;

namespace IncidentGraph.Data.Tests.Logs;

/// <summary>Two writers of different objects: the first stands right before its commit, the second waits for it.</summary>
internal sealed class Race : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned = [];

    public Breakpoint Hold { get; } = new();

    public required DataHost Reader { get; init; }

    public Task<CommitResult> First { get; private set; } = null!; // Set by StartAsync.

    public Task<CommitResult> Second { get; private set; } = null!; // Set by StartAsync.

    public static async Task<Race> StartAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var reader = new DataHost(database);
        await reader.Run(TeamCommands.Define("one"));
        await reader.Run(TeamCommands.Define("two"));

        var race = new Race { Reader = reader };
        var (milestone, reached) = Milestone.BeforeLock(provider);
        var first = new DataHost(database, null, race.Hold);
        var second = new DataHost(database, null, milestone);
        race._owned.AddRange([first, second, reader, database]);
        race.First = Task.Run(() => first.Run(TeamCommands.Rename(1, "First")));
        await race.Hold.Reached;
        race.Second = Task.Run(() => second.Run(TeamCommands.Rename(2, "Second")));
        await reached;
        if (provider == DatabaseProvider.Postgres)
            await UntilSomebodyWaits(database.Options.ConnectionString);
        return race;
    }

    public async ValueTask DisposeAsync()
    {
        Hold.Continue();
        await Task.WhenAll(First, Second).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var owned in _owned)
            await owned.DisposeAsync();
    }

    /// <summary>The server itself says that the second waits for a row that the first locked.</summary>
    private static async Task UntilSomebodyWaits(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')", connection);
        while (await command.ExecuteScalarAsync() is not true)
            await Task.Yield();
    }
}
