using IncidentGraph.Data.Commits;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports;

/// <summary>
/// Carries steps out in transactions that are short enough for a server on the same database to go on writing between them.
/// A rehearsal takes every transaction back.
/// </summary>
internal sealed class ImportWriter(Commit commit, ImportReport report, ImportProgress progress, bool isRehearsal, TimeProvider clock)
{
    private const int Tries = 6;
    private const int Least = 20;
    private const int Most = 4000;

    /// <summary>Far below what another writer waits for.</summary>
    private static readonly TimeSpan _wanted = TimeSpan.FromMilliseconds(300);

    /// <summary>How much one transaction takes; follows how fast the database is.</summary>
    private int _room = 200;

    /// <param name="steps">Made as they are needed, so that few are in memory at a time.</param>
    /// <param name="ct">Ends it between two transactions.</param>
    public async Task WriteAsync(IEnumerable<ImportStep> steps, CancellationToken ct)
    {
        var batch = new List<ImportStep>();
        var weight = 0;
        foreach (var step in steps)
        {
            batch.Add(step);
            weight += step.Weight;
            if (weight < _room)
                continue;
            await WriteBatchAsync(batch, ct);
            batch.Clear();
            weight = 0;
        }

        await WriteBatchAsync(batch, ct);
    }

    private async Task WriteBatchAsync(List<ImportStep> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
            return;
        var began = clock.GetTimestamp();
        if (!await TryTogetherAsync(batch, ct))
            await WriteEachAsync(batch, ct);
        var took = clock.GetElapsedTime(began);
        progress.Advance(batch.Count);

        _room = Math.Clamp(took > _wanted ? _room / 2 : _room + (_room / 4), Least, Most);
        await Task.Delay(took / 8, clock, ct); // others have their turn
    }

    /// <summary>False when one of the batch is in the way of all: nothing is stored then.</summary>
    private async Task<bool> TryTogetherAsync(List<ImportStep> batch, CancellationToken ct)
    {
        try
        {
            var results = await CommitAsync([.. batch.Select(step => step.ToPart())], ct);
            for (var i = 0; i < batch.Count; i++)
                Take(batch[i], results[i]);
            return true;
        }
        catch (Exception error) when (error is StepRefusedException or DbUpdateException or StoreUnavailableException { InnerException: DbUpdateException })
        {
            return false;
        }
    }

    /// <summary>What the database refuses harms only itself; when it refuses all, it is not they.</summary>
    private async Task WriteEachAsync(List<ImportStep> batch, CancellationToken ct)
    {
        var failed = 0;
        foreach (var step in batch)
        {
            try
            {
                Take(step, (await CommitAsync([step.ToCommand()], ct))[0]);
            }
            catch (DbUpdateException) when (++failed < batch.Count || batch.Count == 1)
            {
                report.Skip("what the database refuses to store", step.Which);
            }
        }
    }

    private void Take(ImportStep step, CommitResult result)
    {
        if (!result.IsAccepted)
        {
            report.Skip(string.Join(' ', result.Errors.Select(e => e.Message)), step.Which);
            return;
        }

        report.Add(step.Findings);
        if (!isRehearsal)
            step.Findings.TeachAll();
    }

    /// <summary>A busy server is waited for: nothing was stored, so the same can be asked again.</summary>
    private async Task<IReadOnlyList<CommitResult>> CommitAsync(IReadOnlyList<Command> commands, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await (isRehearsal ? commit.RehearseAsync(commands, ct) : commit.RunBatchAsync(commands, ct));
            }
            catch (StoreUnavailableException) when (tried < Tries)
            {
                progress.Say("The database is busy; trying again.");
                await Task.Delay(TimeSpan.FromSeconds(tried), clock, ct);
            }
        }
    }
}
