using IncidentGraph.Data.Logs;
using IncidentGraph.Testing;
using Microsoft.Data.Sqlite;

namespace IncidentGraph.Data.Tests;

public sealed class MigratorTests
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Migrating_again_changes_nothing_and_keeps_cursors_valid(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var before = new DataHost(database);
        var cursor = (await before.Get<CursorCodecSource>().GetAsync(CancellationToken.None)).Write(7);

        await before.Get<Migrator>().MigrateAsync(CancellationToken.None);

        await using var after = new DataHost(database);
        Assert.Empty(await after.Get<Migrator>().PendingAsync(CancellationToken.None));
        Assert.True((await after.Get<CursorCodecSource>().GetAsync(CancellationToken.None)).TryRead(cursor, out var position));
        Assert.Equal(7, position);
    }

    [Fact]
    public async Task A_sqlite_file_is_created_with_its_folder_and_writes_ahead()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-migrate-");
        var text = $"Data Source={Path.Combine(folder.FullName, "deep", "graph.db")};Pooling=False";

        await TestDatabase.MigrateAsync(DatabaseProvider.Sqlite, text);

        await using (var connection = new SqliteConnection(text))
        {
            await connection.OpenAsync();
            await using var command = new SqliteCommand("PRAGMA journal_mode", connection);
            Assert.Equal("wal", await command.ExecuteScalarAsync());
        }

        folder.Delete(recursive: true);
    }
}
