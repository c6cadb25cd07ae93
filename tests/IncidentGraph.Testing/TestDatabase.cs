using IncidentGraph.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Testing;

/// <summary>A database of its own for one test, migrated, and removed with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    private readonly Func<Task> _remove;

    private TestDatabase(DatabaseOptions options, Func<Task> remove)
    {
        Options = options;
        _remove = remove;
    }

    public DatabaseOptions Options { get; }

    /// <summary>One that the test made, and removes unless it says how.</summary>
    public static TestDatabase Of(DatabaseOptions options, Func<ValueTask>? remove = null) =>
        new(options, () => remove is null ? Task.CompletedTask : remove().AsTask());

    /// <summary>With the present schema, unless it is to be empty. Skips the test, with the reason, where the database is not to be had.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, bool isEmpty = false)
    {
        if (provider == DatabaseProvider.Sqlite)
            return CreateSqlite(isEmpty ? null : await SqliteTemplate.Value);

        Skip.If(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing);
        var server = await PostgresServer.SharedAsync();
        var text = await server.CreateDatabaseAsync(isEmpty);
        return new(new() { Provider = provider, ConnectionString = text }, () => server.DropDatabaseAsync(text));
    }

    /// <summary>A new database on a server that is given by its connection string.</summary>
    public static async Task<TestDatabase> CreateSqlServerAsync(string server)
    {
        var name = $"incidentgraph_{Guid.CreateVersion7():N}";
        var text = new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString;
        await MigrateAsync(DatabaseProvider.SqlServer, text);
        return new(new() { Provider = DatabaseProvider.SqlServer, ConnectionString = text }, async () =>
        {
            await using var connection = new SqlConnection(server);
            await connection.OpenAsync();
            await using var command = new SqlCommand($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}", connection);
            await command.ExecuteNonQueryAsync();
        });
    }

    public static async Task MigrateAsync(DatabaseProvider provider, string connectionString)
    {
        var options = new DatabaseOptions { Provider = provider, ConnectionString = connectionString };
        await using var services = new ServiceCollection().AddIncidentData(options).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await _remove();

    private static TestDatabase CreateSqlite(string? template)
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-db-").FullName;
        var file = Path.Combine(folder, "test.db");
        if (template is not null)
            File.Copy(template, file);
        var options = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={file}" };
        return new(options, () =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-template-").FullName;
        AfterExit.Remove(folder);
        var file = Path.Combine(folder, "template.db");
        await MigrateAsync(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False");
        return file;
    }
}
