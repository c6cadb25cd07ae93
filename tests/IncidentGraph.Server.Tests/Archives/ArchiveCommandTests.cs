using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Commands;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Archives;

public sealed class ArchiveCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentgraph-archive-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Exporting_and_restoring_say_how_much_and_leave_existing_files_alone()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite);
        await server.As("ada", Persona.Responder).Declare();
        var (file, fresh) = (Path("all.jsonl"), Sqlite("fresh.db"));

        var exported = await Typed.Run(server.Database, "export", file);
        var again = await Typed.Run(server.Database, "export", file);
        var restored = await Typed.Run(fresh, "restore", file);
        var twice = await Typed.Run(fresh, "restore", file);

        Assert.Matches("^Exported [0-9]+ rows of [0-9]+ tables.\n$", exported.Output.ReplaceLineEndings("\n"));
        Assert.Equal(exported.Output.Replace("Exported", "Restored", StringComparison.Ordinal), restored.Output);
        AssertFailed("incidentgraph export failed: ", "exists already", again);
        AssertFailed("incidentgraph restore failed: ", "in use", twice);
        Assert.Equal(["all.jsonl", "fresh.db"], _folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task What_cannot_be_exported_or_restored_is_told_in_one_line_and_leaves_no_file()
    {
        await File.WriteAllTextAsync(Path("no.jsonl"), "no export");

        AssertFailed("incidentgraph export failed: ", "migrate", await Typed.Run(Sqlite("none.db"), "export", Path("all.jsonl")));
        AssertFailed("incidentgraph export failed: ", "cannot be written", await Typed.Run(Sqlite("none.db"), "export", Path("no/such/all.jsonl")));
        AssertFailed("incidentgraph restore failed: ", "Line 1: ", await Typed.Run(Sqlite("none.db"), "restore", Path("no.jsonl")));
        AssertFailed("incidentgraph restore failed: ", "missing.jsonl", await Typed.Run(Sqlite("none.db"), "restore", Path("missing.jsonl")));
        AssertFailed("incidentgraph backup failed: ", "could not be copied", await Typed.Run(Sqlite("none.db"), "backup", Path("copy.db")));
        Assert.Equal(["no.jsonl"], _folder.GetFiles().Select(f => f.Name));
    }

    [Fact]
    public async Task A_backup_serves_as_it_is()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite);
        var declared = await server.As("ada", Persona.Responder).Declare(new { title = "Payments fail" });

        var backup = await Typed.Run(server.Database, "backup", Path("copy.db"));

        Assert.Equal((0, ""), (backup.ExitCode, backup.Error));
        await using var copy = TestServer.Over(TestDatabase.Of(Sqlite("copy.db")));
        var found = await copy.As("ada", Persona.Responder).Query("query($id: ID!) { incident(id: $id) { title } }", new { id = declared.Id });
        Assert.Equal("Payments fail", found.GetProperty("incident").Text("title"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Postgres, "Host=nowhere", "pg_dump")]
    [InlineData(DatabaseProvider.SqlServer, "Server=nowhere", "BACKUP DATABASE")]
    public async Task Other_databases_are_backed_up_by_their_own_tools(DatabaseProvider provider, string connection, string tool)
    {
        var typed = await Typed.Run(new DatabaseOptions { Provider = provider, ConnectionString = connection }, "backup", Path("copy.db"));

        typed.IsRefused(tool);
    }

    private static void AssertFailed(string who, string saying, Typed typed)
    {
        Assert.Equal((1, ""), (typed.ExitCode, typed.Output));
        var line = Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(who, line, StringComparison.Ordinal);
        Assert.Contains(saying, line, StringComparison.Ordinal);
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private DatabaseOptions Sqlite(string name) => new() { ConnectionString = $"Data Source={Path(name)};Pooling=False" };
}
