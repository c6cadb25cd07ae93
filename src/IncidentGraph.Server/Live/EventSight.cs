using IncidentGraph.Data;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Events;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Live;

/// <summary>How one caller sees one event at the moment of delivery.</summary>
internal enum Sight
{
    Hidden,
    Readable,

    /// <summary>The incident turned private, or the caller was removed from it, and has no rights: only that is told.</summary>
    Withdrawn,
}

/// <summary>Judges rights at delivery, by the newest that the feed knows of an incident, else by the database.</summary>
internal sealed class EventSight(IDbContextFactory<IncidentDbContext> contexts, EventFeed feed, Patience patience)
{
    public async Task<Sight> OfAsync(LogEntry entry, Caller caller, CancellationToken ct)
    {
        var happened = entry.Happened;
        if (!happened.IsFor(caller))
            return Sight.Hidden;
        if (happened.IncidentId is not { } incidentId || caller.SeesPrivate)
            return Sight.Readable;
        if (Remembered(entry, incidentId, caller) ?? await patience.AskAsync(token => AskAsync(incidentId, caller, token), ct))
            return Sight.Readable;
        return happened.Withdraws(caller) ? Sight.Withdrawn : Sight.Hidden;
    }

    /// <summary>What came with the entry holds as long as the feed has seen all that happened since, and nothing of this incident.</summary>
    private bool? Remembered(LogEntry entry, long incidentId, Caller caller) =>
        feed.Allows(caller, incidentId) ?? (feed.RemembersAllAfter(entry.AsOf) ? entry.Access?.Allows(caller) : null);

    private async Task<bool> AskAsync(long incidentId, Caller caller, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Incidents.Where(Incidents.Visibility.For(caller)).AnyAsync(i => i.Id == incidentId, ct);
    }
}
