using System.Linq.Expressions;
using IncidentGraph.Data;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Incidents;

namespace IncidentGraph.Server.Events;

/// <summary>Which events a caller may know of, judged by the present state of their incidents.</summary>
internal static class EventVisibility
{
    /// <summary>Those that the caller may read, and those that only tell that an incident was withdrawn.</summary>
    public static IQueryable<DomainEvent> VisibleTo(this IQueryable<DomainEvent> events, IncidentDbContext db, Caller caller)
    {
        if (caller.SeesPrivate)
            return events;
        var visible = db.Incidents.VisibleTo(caller);
        return events.Where(e => e.IncidentId == null || visible.Any(i => i.Id == e.IncidentId)
            || (e.Type == EventType.IncidentVisibilityChanged && e.After!.IsPrivate)); // incident events have facts
    }

    /// <summary>Whether the caller may read an event, asked of the row itself.</summary>
    public static Expression<Func<DomainEvent, bool>> IsReadable(IncidentDbContext db, Caller caller)
    {
        if (caller.SeesPrivate)
            return e => true;
        IQueryable<Incident> incidents = db.Incidents.VisibleTo(caller);
        return e => e.IncidentId == null || incidents.Any(i => i.Id == e.IncidentId);
    }
}
