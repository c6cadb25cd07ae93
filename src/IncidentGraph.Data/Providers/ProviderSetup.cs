using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Providers;

internal static class ProviderSetup
{
    private const int Retries = 3;
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(2);

    public static void Use(this DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                // The driver repeats a busy statement until its own timeout, 30 s by default, beyond SQLite's.
                var text = new SqliteConnectionStringBuilder(options.ConnectionString) { DefaultTimeout = LockWait.Seconds };
                builder.UseSqlite(text.ConnectionString).AddInterceptors(SqliteConnectionSetup.Instance);
                break;
            case DatabaseProvider.Postgres:
                builder.UseNpgsql(options.ConnectionString, npgsql => npgsql.EnableRetryOnFailure(Retries, LongestRetryDelay, null));
                break;
            default:
                builder.UseSqlServer(options.ConnectionString, sql => sql.EnableRetryOnFailure(Retries, LongestRetryDelay, null));
                break;
        }
    }
}
