using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentGraph.Data.Tests.Faults;

/// <summary>Tells when a writer is about to wait for the other: at the transaction on SQLite, at the head of the log elsewhere.</summary>
public static class Milestone
{
    public static (IInterceptor Interceptor, Task Reached) BeforeLock(DatabaseProvider provider)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IInterceptor interceptor = provider == DatabaseProvider.Sqlite ? new Beginning(reached) : new Reserving(reached);
        return (interceptor, reached.Task);
    }

    private sealed class Beginning(TaskCompletionSource reached) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection,
            TransactionStartingEventData eventData,
            InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default)
        {
            reached.TrySetResult();
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Reserving(TaskCompletionSource reached) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("UPDATE log_head", StringComparison.Ordinal))
                reached.TrySetResult();
            return ValueTask.FromResult(result);
        }
    }
}
