using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentGraph.Data.Tests.Faults;

/// <summary>Counts every statement and every step of a transaction, before and after it, and throws once at the chosen one.</summary>
public sealed class FaultAtStep
{
    private int _step;
    private int _faultAt = int.MaxValue;
    private Func<Exception> _fault = () => new InjectedFaultException();

    public FaultAtStep() => Interceptors = [new Commands(this), new Transactions(this)];

    public IInterceptor[] Interceptors { get; }

    public bool Fired { get; private set; }

    public string? At { get; private set; }

    public void Arm(int step, Func<Exception>? fault = null)
    {
        _step = 0;
        _faultAt = step;
        _fault = fault ?? _fault;
        Fired = false;
    }

    private void Pass(string what)
    {
        if (Interlocked.Increment(ref _step) != _faultAt)
            return;

        Fired = true;
        At = what;
        throw _fault();
    }

    private sealed class Commands(FaultAtStep faults) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            faults.Pass("before " + command.CommandText);
            return ValueTask.FromResult(result);
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            try
            {
                faults.Pass("after " + command.CommandText);
                return result;
            }
            catch
            {
                // Nobody else will: an open reader would block its connection in the pool.
                await result.DisposeAsync();
                throw;
            }
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            faults.Pass("before " + command.CommandText);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            faults.Pass("after " + command.CommandText);
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Transactions(FaultAtStep faults) : DbTransactionInterceptor
    {
        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            faults.Pass("after BEGIN");
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            faults.Pass("before COMMIT");
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            faults.Pass("after COMMIT");
            return Task.CompletedTask;
        }
    }
}
