using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>What happens to a commit now and then, when a test asks for it: its statements for that are sent then only.</summary>
internal sealed class Misfortune : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private int _races;
    private int _lostAnswers;

    /// <summary>The next command finds that another was faster, and decides anew.</summary>
    public void LoseRace() => Interlocked.Increment(ref _races);

    /// <summary>The next commit takes place, and nobody hears of it.</summary>
    public void LoseAnswer() => Interlocked.Increment(ref _lostAnswers);

    public bool IsOver => Volatile.Read(ref _races) == 0 && Volatile.Read(ref _lostAnswers) == 0;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _races, 0) > 0)
            throw new DbUpdateConcurrencyException("Another command was faster.");
        return new(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _lostAnswers, 0) > 0 ? throw new TimeoutException("The answer was lost.") : Task.CompletedTask;
}
