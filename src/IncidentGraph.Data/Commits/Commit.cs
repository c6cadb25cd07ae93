using System.Diagnostics;
using System.Runtime.ExceptionServices;
using IncidentGraph.Data.Logs;
using IncidentGraph.Data.Telemetry;
using IncidentGraph.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Data.Commits;

/// <summary>
/// The only writer: state and events of a command are stored in one transaction, or neither is. Events get their
/// positions under the lock of the log's head, so positions are contiguous and in commit order.
/// </summary>
public sealed partial class Commit
{
    private const int NewDecisions = 3;

    private readonly IDbContextFactory<IncidentDbContext> _contexts;
    private readonly WriteGate _gate;
    private readonly ILogSignal _signal;
    private readonly CommitMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<Commit> _logger;

    internal Commit(
        IDbContextFactory<IncidentDbContext> contexts, WriteGate gate, ILogSignal signal, CommitMetrics metrics, TimeProvider clock, ILogger<Commit> logger)
    {
        _contexts = contexts;
        _gate = gate;
        _signal = signal;
        _metrics = metrics;
        _clock = clock;
        _logger = logger;
    }

    /// <exception cref="StoreUnavailableException">Nothing was stored.</exception>
    public async Task<CommitResult> RunAsync(Command command, CancellationToken ct) =>
        (await RunBatchAsync([command], ct))[0];

    /// <summary>Decides each command in turn, in one transaction; a refused one contributes nothing.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored.</exception>
    public async Task<IReadOnlyList<CommitResult>> RunBatchAsync(IReadOnlyList<Command> commands, CancellationToken ct)
    {
        if (commands.Count == 0)
            return [];

        using var span = DataTelemetry.Source.StartActivity("commit");
        var since = _clock.GetTimestamp();
        try
        {
            using var turn = await _gate.EnterAsync(ct);
            var batch = Pend(commands);
            var results = await DecideUntilStoredAsync(batch, isRehearsal: false, ct);
            Tell(batch, results);
            return results;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            _metrics.Failed();
            throw;
        }
        finally
        {
            _metrics.Took(_clock.GetElapsedTime(since));
        }
    }

    /// <summary>Decides as <see cref="RunBatchAsync"/> does, database included, and takes everything back. Nobody is told anything.</summary>
    /// <exception cref="StoreUnavailableException">The database did not let it through.</exception>
    public async Task<IReadOnlyList<CommitResult>> RehearseAsync(IReadOnlyList<Command> commands, CancellationToken ct)
    {
        if (commands.Count == 0)
            return [];

        using var turn = await _gate.EnterAsync(ct);
        return await DecideUntilStoredAsync(Pend(commands), isRehearsal: true, ct);
    }

    private void Tell(IReadOnlyList<Pending> batch, IReadOnlyList<CommitResult> results)
    {
        List<int> stored = [.. batch.Zip(results).Where(pair => pair.Second is { IsAccepted: true, IsReplay: false }).Select(pair => pair.First.EventCount)];
        if (stored.Count > 0)
            _metrics.Stored(stored.Sum());
        if (results.Any(result => result is { Position: not null, IsReplay: false }))
            _signal.Raise();
    }

    private List<Pending> Pend(IReadOnlyList<Command> commands)
    {
        var now = _clock.GetUtcNow();
        return [.. commands.Select(command => new Pending(command, Ids.New(now)))];
    }

    private async Task<IReadOnlyList<CommitResult>> DecideUntilStoredAsync(IReadOnlyList<Pending> batch, bool isRehearsal, CancellationToken ct)
    {
        for (var lost = 0; ; lost++)
        {
            try
            {
                return await RunInStrategyAsync(batch, hasLost: lost > 0, isRehearsal, ct);
            }
            catch (Exception error) when (error.Classify() == StoreFault.LostRace)
            {
                if (lost == NewDecisions)
                    throw new StoreUnavailableException("Others kept changing the same object.", error);
                LogLostRace(lost + 1);
            }
            catch (RetryLimitExceededException error)
            {
                throw new StoreUnavailableException("The database did not answer.", error);
            }
        }
    }

    /// <summary>The database's own strategy repeats the whole unit after a broken connection or a deadlock.</summary>
    private async Task<IReadOnlyList<CommitResult>> RunInStrategyAsync(
        IReadOnlyList<Pending> batch, bool hasLost, bool isRehearsal, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var unknown = default(UnknownCommitException);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                if (unknown is not null && await SettleAsync(batch, token))
                    return unknown.Results;

                try
                {
                    return await AttemptAsync(batch, hasLost, isRehearsal, token);
                }
                catch (UnknownCommitException error)
                {
                    unknown = error;
                    if (await SettleAsync(batch, token))
                        return error.Results;
                    unknown = null;
                    ExceptionDispatchInfo.Throw(error.InnerException!); // It is made with one.
                    throw;
                }
            },
            ct);
    }

    private async Task<IReadOnlyList<CommitResult>> AttemptAsync(
        IReadOnlyList<Pending> batch, bool hasLost, bool isRehearsal, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        try
        {
            db.IsInCommit = true;
            await using var transaction = await BeginAsync(db, ct);
            var attempt = new Attempt(db, transaction, _clock, hasLost);
            await attempt.DecideAllAsync(batch, ct);
            if (attempt.HasNews && !isRehearsal)
            {
                await attempt.WriteEventsAsync(ct);
                await CommitAsync(transaction, attempt.Results);
            }

            return attempt.Results;
        }
        catch (Exception error) when (error.Classify() == StoreFault.LockTimeout)
        {
            // Translated here: the strategy would take a lock timeout for transient and try again.
            throw new StoreUnavailableException("Another writer holds what this command needs.", error);
        }
        finally
        {
            db.IsInCommit = false;
        }
    }

    private static async Task<IDbContextTransaction> BeginAsync(IncidentDbContext db, CancellationToken ct)
    {
        db.Database.AutoSavepointsEnabled = false;
        var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, ct);
        if (db.BoundLockWaitSql is { } sql)
            await db.Database.ExecuteSqlRawAsync(sql, ct);
        return transaction;
    }

    private static async Task CommitAsync(IDbContextTransaction transaction, IReadOnlyList<CommitResult> results)
    {
        try
        {
            // Not cancellable: whoever gives up now would not know what was stored.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            throw new UnknownCommitException(results, error);
        }
    }

    /// <summary>
    /// Whether a commit whose answer was lost took place. A commit still under way holds the head's row, so taking that
    /// row first makes the answer final.
    /// </summary>
    private async Task<bool> SettleAsync(IReadOnlyList<Pending> batch, CancellationToken ct)
    {
        var ids = batch.Select(pending => pending.CommandId).ToList();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        await using var transaction = await BeginAsync(db, ct);
        await db.Database.SqlQueryRaw<long>(db.ReserveSql, 0L).ToListAsync(ct);
        var isStored = await db.Events.AnyAsync(e => ids.Contains(e.CommandId), ct);
        LogSettled(isStored);
        return isStored;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Another command was faster; deciding anew, time {Count}")]
    private partial void LogLostRace(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to a commit was lost; the log says stored: {IsStored}")]
    private partial void LogSettled(bool isStored);
}
