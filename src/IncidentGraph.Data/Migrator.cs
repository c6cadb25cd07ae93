using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Logs;
using IncidentGraph.Data.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data;

/// <summary>Brings the configured database to this version's schema, and checks what the server relies on.</summary>
public sealed class Migrator(IDbContextFactory<IncidentDbContext> contexts, SearchFill search, DatabaseOptions options)
{
    /// <summary>Creates the database when it is missing. Safe to run again, and by several at once.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be used; the message says which, and why.</exception>
    public Task MigrateAsync(CancellationToken ct) => ReachAsync(async token =>
    {
        CreateSqliteFolder();
        await using var db = await contexts.CreateDbContextAsync(token);

        // SQLite's lock on migrations is a row that survives a killed process: take it only when there is work.
        if ((await db.Database.GetPendingMigrationsAsync(token)).Any())
            await db.Database.MigrateAsync(token);
        await db.Database.CreateExecutionStrategy().ExecuteAsync(() => EnsureIdentityAsync(db, token));
        await search.FillAsync(token);
        return true;
    }, ct);

    /// <exception cref="StoreUnavailableException">The database cannot be used; the message says which, and why.</exception>
    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct) => ReachAsync<IReadOnlyList<string>>(async token =>
    {
        await using var db = await contexts.CreateDbContextAsync(token);
        return [.. await db.Database.GetPendingMigrationsAsync(token)];
    }, ct);

    /// <summary>On SQL Server readers must not wait for writers, nor see what is not committed.</summary>
    /// <exception cref="InvalidOperationException">The database is set up otherwise; the message says what to run.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        if (options.Provider != DatabaseProvider.SqlServer)
            return;

        await using var db = await contexts.CreateDbContextAsync(ct);
        var isOn = await db.Database
            .SqlQueryRaw<bool>("SELECT is_read_committed_snapshot_on AS [Value] FROM sys.databases WHERE database_id = DB_ID()")
            .ToListAsync(ct);
        if (isOn is not [true])
            throw new InvalidOperationException("Run: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE");
    }

    /// <summary>Cursors from before are of another log.</summary>
    internal static async Task MakeIdentityAsync(IncidentDbContext db, CancellationToken ct)
    {
        var epoch = RandomNumberGenerator.GetBytes(LogIdentity.EpochBytes);
        var key = RandomNumberGenerator.GetBytes(LogIdentity.KeyBytes);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO log_identity (id, epoch, hmac_key) VALUES ({LogIdentity.Only}, {epoch}, {key})", ct);
    }

    private async Task<T> ReachAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask(ct);
        }
        catch (Exception error) when (error.GetBaseException() is DbException or SocketException or IOException or UnauthorizedAccessException or TimeoutException or NotSupportedException)
        {
            throw new StoreUnavailableException($"The {options.Describe()} cannot be used: {error.GetBaseException().Message}", error);
        }
    }

    internal void CreateSqliteFolder()
    {
        if (options.Provider != DatabaseProvider.Sqlite)
            return;

        var file = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
    }

    private static async Task EnsureIdentityAsync(IncidentDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Holding the head's row, two migrators cannot both find that the identity is missing.
        await db.Database.SqlQueryRaw<long>(db.ReserveSql, 0L).ToListAsync(ct);
        if (!await db.LogIdentities.AnyAsync(ct))
            await MakeIdentityAsync(db, ct);
        await transaction.CommitAsync(ct);
    }
}
