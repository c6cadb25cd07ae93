using IncidentGraph.Data.Search;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentGraph.Data.Commits;

/// <summary>
/// One try at a batch within an open transaction: decides, saves, and writes the events. Who lost a race before locks what it
/// loads, so that a crowd on one incident takes turns instead of losing again and again.
/// </summary>
internal sealed class Attempt(IncidentDbContext db, IDbContextTransaction transaction, TimeProvider clock, bool hasLost)
{
    private const string BeforeCommand = "before_command";

    // So that what is tracked stays small.
    private const int MostTogether = 64;

    private readonly List<Outcome> _outcomes = [];
    private int _saved;
    private int _written;

    public bool HasNews => _outcomes.Exists(outcome => outcome.IsNew);

    public IReadOnlyList<CommitResult> Results => _outcomes.ConvertAll(outcome => outcome.Result);

    public async Task DecideAllAsync(IReadOnlyList<Pending> batch, CancellationToken ct)
    {
        // What a decision changed is looked for once, before it is saved; until then everything goes through entries.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var pending in batch)
        {
            var isContained = pending.Command is { IsContained: true, Key: null }; // a key is a row that saves what is tracked
            if (!isContained || _outcomes.Count - _saved == MostTogether)
                await SaveStateAsync(ct);
            if (pending.Command.ReadsLog)
                await WriteEventsAsync(ct);
            if (isContained || batch.Count == 1)
                _outcomes.Add(await DecideAsync(pending, ct));
            else
                await DecideOneOfManyAsync(pending, ct);
        }

        await SaveStateAsync(ct);
    }

    /// <summary>Those not written yet. From the reservation on, the head's row is locked: whoever reserves next commits later.</summary>
    public async Task WriteEventsAsync(CancellationToken ct)
    {
        // Facts are stored already and no longer tracked; nothing may wander from the events to them.
        var fresh = _outcomes[_written..].FindAll(outcome => outcome.IsNew);
        _written = _outcomes.Count;
        var count = fresh.Sum(outcome => outcome.Events.Count);
        if (count > 0)
            Place(fresh, await ReserveAsync(count, ct));
        foreach (var outcome in fresh.Where(outcome => outcome.Remembered is not null))
            Remember(outcome);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>A refusal takes back what it wrote (its key, its number); alone, the whole transaction does.</summary>
    private async Task DecideOneOfManyAsync(Pending pending, CancellationToken ct)
    {
        await transaction.CreateSavepointAsync(BeforeCommand, ct);
        var outcome = await DecideAsync(pending, ct);
        _outcomes.Add(outcome);
        await SaveStateAsync(ct);
        if (!outcome.IsNew)
            await transaction.RollbackToSavepointAsync(BeforeCommand, ct);

        // Savepoints nest: thousands of open ones make every later statement slow.
        await transaction.ReleaseSavepointAsync(BeforeCommand, ct);
    }

    private async Task<Outcome> DecideAsync(Pending pending, CancellationToken ct)
    {
        var command = pending.Command;
        var remembered = default(IdempotencyRow);
        if (command.Key is { } key)
        {
            var table = new IdempotencyTable(db, clock.NowMoment());
            if (await table.FindAsync(key, ct) is { } earlier)
                return new Outcome { Result = earlier };
            remembered = await table.InsertAsync(key, ct);
        }

        var act = new Act(command.By, command.At ?? clock.NowMoment(), pending.CommandId, command.IsImport, command.TraceId);
        var decision = await command.Decide(new Work(act, db, hasLost), ct);
        if (!decision.IsAccepted)
            return new Outcome { Result = CommitResult.Refused(decision.Errors) };

        pending.EventCount = act.Events.Count;
        var result = new CommitResult([], decision.Objects, null, IsReplay: false);
        return new Outcome { Result = result, Events = act.Events, Remembered = remembered };
    }

    /// <summary>Of what was decided and not saved yet; a refused decision has nothing to save.</summary>
    private async Task SaveStateAsync(CancellationToken ct)
    {
        var decided = _outcomes[_saved..];
        _saved = _outcomes.Count;
        if (decided.Exists(outcome => outcome.IsNew))
            await SaveStateAsync([.. decided.SelectMany(outcome => outcome.Events)], ct);
        db.ChangeTracker.Clear();
    }

    private async Task SaveStateAsync(IReadOnlyList<DomainEvent> events, CancellationToken ct)
    {
        db.ChangeTracker.DetectChanges();
        // The aggregate points to its last facts only; those between two events of one command hang on the events.
        foreach (var facts in events.Select(e => e.After).OfType<IncidentFacts>())
        {
            if (db.Entry(facts).State == EntityState.Detached)
                db.Add(facts);
        }

        await SearchDocuments.FollowAsync(db, ct);
        HoldToldIncidents(events);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// What happens in an incident without changing it, as in its review, carries its facts: so it is stored only while these
    /// are the last, and somebody faster makes it decide anew.
    /// </summary>
    private void HoldToldIncidents(IReadOnlyList<DomainEvent> events)
    {
        var told = events.Select(e => e.IncidentId).ToHashSet();
        foreach (var incident in db.ChangeTracker.Entries<Incident>().Where(e => told.Contains(e.Entity.Id)))
        {
            if (incident.State is EntityState.Unchanged or EntityState.Modified)
                incident.Property(i => i.Version).IsModified = true;
        }
    }

    private async Task<long> ReserveAsync(int count, CancellationToken ct)
    {
        var heads = await db.Database.SqlQueryRaw<long>(db.ReserveSql, (long)count).ToListAsync(ct);
        return heads[0] - count + 1;
    }

    private void Place(List<Outcome> outcomes, long position)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.Events.Count > 0))
        {
            foreach (var happened in outcome.Events)
            {
                happened.Position = position++;
                Add(happened);
            }

            outcome.Result = outcome.Result with { Position = position - 1 };
        }
    }

    private void Add(DomainEvent happened)
    {
        var entry = db.Entry(happened);
        entry.State = EntityState.Added;
        entry.Property(e => e.BeforeId).CurrentValue = happened.BeforeId ?? happened.Before?.Id;
        entry.Property(e => e.AfterId).CurrentValue = happened.AfterId ?? happened.After?.Id;
    }

    private void Remember(Outcome outcome)
    {
        var row = outcome.Remembered!; // Chosen by the caller for having one.
        var entry = db.Attach(row);
        row.Objects = outcome.Result.Objects;
        row.Position = outcome.Result.Position;
        entry.Property(r => r.Objects).IsModified = true;
        entry.Property(r => r.Position).IsModified = true;
    }
}
