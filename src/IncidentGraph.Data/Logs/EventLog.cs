using IncidentGraph.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Logs;

/// <summary>Reads the log. What it returns is complete up to the last position returned: commits appear in order.</summary>
public sealed class EventLog(IDbContextFactory<IncidentDbContext> contexts)
{
    /// <summary>The position of the newest event; 0 while there is none.</summary>
    public async Task<long> HeadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.LogHeads.Select(head => head.Position).SingleAsync(ct);
    }

    /// <summary>Up to <paramref name="take"/> events after a position, in order, with their facts.</summary>
    public async Task<IReadOnlyList<DomainEvent>> ReadAsync(long after, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await WithFacts(db).Where(e => e.Position > after).OrderBy(e => e.Position).Take(take).ToListAsync(ct);
    }

    public async Task<DomainEvent?> FindAsync(long position, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await WithFacts(db).OrderBy(e => e.Position).FirstOrDefaultAsync(e => e.Position == position, ct);
    }

    public async Task<DomainEvent?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await WithFacts(db).OrderBy(e => e.Position).FirstOrDefaultAsync(e => e.Id == id, ct);
    }

    /// <summary>The last position recorded before a moment; what comes after it may still be resumed. 0 when there is none.</summary>
    public async Task<long> LastBeforeAsync(DateTimeOffset recordedAt, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Events.Where(e => e.RecordedAt < recordedAt)
            .OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Position)
            .Select(e => e.Position)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Split queries are safe here: nothing in the log ever changes.</summary>
    private static IQueryable<DomainEvent> WithFacts(IncidentDbContext db) =>
        db.Events.AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(e => e.Before!.Services)
            .Include(e => e.After!.Services);
}
