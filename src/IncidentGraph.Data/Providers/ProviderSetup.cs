using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Data.Providers;

internal static class ProviderSetup
{
    private const int Retries = 3;
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Who asked is told of the failure and reports it, once; a lost race, or a database that is away, is none to report.</summary>
    private static readonly EventId[] Reported =
        [RelationalEventId.ConnectionError, RelationalEventId.CommandError, RelationalEventId.TransactionError, CoreEventId.QueryIterationFailed, CoreEventId.SaveChangesFailed];

    public static void Use(this DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        builder.ConfigureWarnings(warnings => warnings.Log([.. Reported.Select(id => (id, LogLevel.Debug))]));
        _ = options.Provider switch
        {
            DatabaseProvider.Sqlite => builder.UseSqlite(options),
            DatabaseProvider.Postgres => builder.UsePostgres(options),
            _ => builder.UseSqlServer(options),
        };
    }

    private static DbContextOptionsBuilder UseSqlite(this DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        // The driver repeats a busy statement until its own timeout, 30 s by default, beyond SQLite's.
        var text = new SqliteConnectionStringBuilder(options.ConnectionString) { DefaultTimeout = LockWait.Seconds };
        return builder.UseSqlite(text.ConnectionString).AddInterceptors(SqliteConnectionSetup.Instance);
    }

    // Not inlined: a method's drivers are loaded with it, and only one of them is wanted.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder builder, DatabaseOptions options) =>
        builder.UseNpgsql(options.ConnectionString, npgsql => npgsql.EnableRetryOnFailure(Retries, LongestRetryDelay, null));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DbContextOptionsBuilder UseSqlServer(this DbContextOptionsBuilder builder, DatabaseOptions options) =>
        builder.UseSqlServer(options.ConnectionString, sql => sql.EnableRetryOnFailure(Retries, LongestRetryDelay, null));
}
