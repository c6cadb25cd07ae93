using IncidentGraph.Data.Archives;
using IncidentGraph.Domain.Events;
using IncidentGraph.Testing;
using Microsoft.Data.Sqlite;

namespace IncidentGraph.Data.Tests.Archives;

public sealed class SnapshotTests
{
    private const int Writers = 4;

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task An_export_under_writers_is_of_one_moment(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var target = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await using var restored = new DataHost(target);

        var file = await host.Export(); // What follows is about the one under writers.
        await UnderWriters(host, async () => file = await host.Export());

        await restored.Restore(file);
        await AssertWhole(restored);
    }

    [Fact]
    public async Task A_backup_under_writers_opens_is_sound_and_whole()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var host = new DataHost(database);
        var folder = Directory.CreateTempSubdirectory("incidentgraph-backup-");
        var file = Path.Combine(folder.FullName, "copy.db");

        await UnderWriters(host, () => Task.Run(() => host.Get<Backup>().WriteAsync(file, CancellationToken.None)));

        Assert.Equal([file], Directory.GetFiles(folder.FullName));
        await using (var copy = new DataHost(new DatabaseOptions { ConnectionString = $"Data Source={file};Pooling=False" }))
        {
            await AssertWhole(copy);
            Assert.True((await copy.Run(TeamCommands.Define("after"))).IsAccepted);
        }

        Assert.Equal("wal", await JournalMode(file));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_backup_never_takes_the_place_of_a_file()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var host = new DataHost(database);
        var folder = Directory.CreateTempSubdirectory("incidentgraph-backup-");
        var file = Path.Combine(folder.FullName, "copy.db");
        await File.WriteAllTextAsync(file, "precious");

        var refused = await Assert.ThrowsAsync<ArchiveException>(() => host.Get<Backup>().WriteAsync(file, CancellationToken.None));

        Assert.Contains("exists already", refused.Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(file));
        Assert.Equal([file], Directory.GetFiles(folder.FullName));
        folder.Delete(recursive: true);
    }

    /// <summary>Acts while each writer has been heard before and is heard after.</summary>
    private static async Task UnderWriters(DataHost host, Func<Task> act)
    {
        using var stop = new CancellationTokenSource();
        var heard = new int[Writers];
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++, Interlocked.Increment(ref heard[writer]))
                Assert.True((await host.Run(TeamCommands.Define($"team-{writer}-{i}"))).IsAccepted);
        })).ToList();
        while (heard.Any(count => Volatile.Read(ref count) == 0))
            await Task.Yield();

        await act();

        var then = heard.Sum();
        while (heard.Sum() == then)
            await Task.Yield();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    private static async Task AssertWhole(DataHost host)
    {
        var events = await host.Events();
        Assert.NotEmpty(events);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Position));
        Assert.Equal(events.Count, await host.Head());
        Assert.Equal(events.Count(e => e.Payload is TeamDefined), await host.CountTeams());
    }

    private static async Task<object?> JournalMode(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = new SqliteCommand("PRAGMA journal_mode", connection);
        return await command.ExecuteScalarAsync();
    }
}
