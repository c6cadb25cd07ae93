using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IncidentGraph.Data.Commits;

internal enum StoreFault
{
    Other,

    /// <summary>Another command was faster; on fresh state the decision may be another.</summary>
    LostRace,

    /// <summary>A lock was not to be had in time.</summary>
    LockTimeout,
}

internal static class StoreFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const int SqlServerLockTimeout = 1222;
    private const int SqlServerUniqueIndex = 2601;
    private const int SqlServerUniqueConstraint = 2627;

    /// <summary>The drivers' exceptions come wrapped by EF, some more than once.</summary>
    public static StoreFault Classify(this Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            if (ClassifyOne(at) is var fault and not StoreFault.Other)
                return fault;
        }

        return StoreFault.Other;
    }

    private static StoreFault ClassifyOne(Exception error) => error switch
    {
        DbUpdateConcurrencyException => StoreFault.LostRace,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => StoreFault.LockTimeout,
        SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } => StoreFault.LostRace,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => StoreFault.LockTimeout,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => StoreFault.LostRace,
        SqlException { Number: SqlServerLockTimeout } => StoreFault.LockTimeout,
        SqlException { Number: SqlServerUniqueIndex or SqlServerUniqueConstraint } => StoreFault.LostRace,
        _ => StoreFault.Other,
    };
}
