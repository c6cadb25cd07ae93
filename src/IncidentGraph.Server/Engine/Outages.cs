using System.Data.Common;
using IncidentGraph.Data.Commits;
using IncidentGraph.Transport;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentGraph.Server.Engine;

/// <summary>Tells a database that is away or too busy from a bug.</summary>
internal static class Outages
{
    /// <summary>A PostgreSQL that is stopped, crashes or starts (appendix "Error Codes", class 57).</summary>
    private static readonly string[] _stopping = ["57P01", "57P02", "57P03"];

    public static bool IsOutage(Exception? e) => e switch
    {
        null => false,
        StoreUnavailableException or RetryLimitExceededException => true,
        DbException { IsTransient: true } => true,
        DbException { SqlState: { } state } when _stopping.Contains(state) => true,
        System.Net.Sockets.SocketException => true,
        StreamFault fault => IsOutage(fault.Refusal),
        _ => IsOutage(e.InnerException),
    };

    public static bool IsOutage(OperationOutcome outcome) =>
        outcome is OperationOutcome.Refused { Errors: [{ Code: ErrorCodes.Unavailable }] };
}
