using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentGraph.Data.Tests.Faults;

/// <summary>Stops the first commit just before it is sent, until it is let go or told to fail.</summary>
public sealed class Breakpoint : DbTransactionInterceptor
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Continue() => _released.TrySetResult();

    public void Fail() => _released.TrySetException(new InjectedFaultException());

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (_reached.TrySetResult())
            await _released.Task;
        return result;
    }
}
