using System.Collections.Concurrent;
using System.Data.Common;
using IncidentGraph.Data;
using IncidentGraph.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>
/// Takes the place of SQL Server below its provider: an interceptor gives EF connections that note each statement, translate it
/// (<see cref="SqliteTranslation"/>) and run it on an SQLite database with the tables of the SQL Server model. What it cannot translate
/// fails; so does what SqlClient refuses: a second command beside an open reader, more than 2,100 parameters, a number read as one of another size.
/// </summary>
public sealed class SqlServerStandIn : DbConnectionInterceptor, IAsyncDisposable
{
    private readonly ConcurrentDictionary<SqlServerStatement, byte> _statements = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("incidentgraph-standin-").FullName;

    private SqlServerStandIn()
    {
        using var db = new SqlServerIncidentDbContext(
            new DbContextOptionsBuilder<SqlServerIncidentDbContext>().UseSqlServer(Options.ConnectionString).AddInterceptors(this).Options);
        CreateTables(db);
    }

    /// <summary>With the tables of the present schema, and what a first migration fills in.</summary>
    public static async Task<SqlServerStandIn> CreateAsync()
    {
        var standIn = new SqlServerStandIn();
        await using var services = new ServiceCollection().AddIncidentData(standIn.Options).AddSingleton<IInterceptor>(standIn).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        return standIn;
    }

    /// <summary>What the server is told; nothing listens there.</summary>
    public DatabaseOptions Options { get; } = new() { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=stand-in;Database=incidentgraph" };

    /// <summary>Each different statement that was sent, with its parameters declared.</summary>
    public IReadOnlyCollection<SqlServerStatement> Statements => [.. _statements.Keys];

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new StandInConnection(this));

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal void Note(SqlServerStatement statement) => _statements.TryAdd(statement, 0);

    internal SqliteConnection OpenSqlite()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "standin.db")}");
        connection.CreateFunction<object?, object?, object?>("tsql_add", Add, isDeterministic: true);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA case_sensitive_like=ON; PRAGMA synchronous=OFF;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>As the migrations leave them: that their schema is the model's, SQL Server's own model says elsewhere.</summary>
    private void CreateTables(SqlServerIncidentDbContext db)
    {
        var history = db.GetService<IHistoryRepository>();
        var rows = db.Database.GetMigrations().Select(id => history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())));
        string[] scripts = [db.Database.GenerateCreateScript(), history.GetCreateScript(), .. rows, SystemTables];
        using var connection = OpenSqlite();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode=WAL; {string.Join(";\n", scripts.Select(SqliteTranslation.Of))}";
        command.ExecuteNonQuery();
    }

    /// <summary>In T-SQL two texts are joined by the sign that adds two numbers.</summary>
    private static object? Add(object? left, object? right) => (left, right) switch
    {
        (null or DBNull, _) or (_, null or DBNull) => null,
        (string, _) or (_, string) => $"{left}{right}",
        (long a, long b) => a + b,
        _ => Convert.ToDouble(left) + Convert.ToDouble(right),
    };

    private const string SystemTables = """
        CREATE TABLE sys.databases (database_id int NOT NULL, is_read_committed_snapshot_on bit NOT NULL);
        INSERT INTO sys.databases (database_id, is_read_committed_snapshot_on) VALUES (1, 1);
        """;
}
