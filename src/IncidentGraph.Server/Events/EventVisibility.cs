using System.Linq.Expressions;
using IncidentGraph.Data;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Incidents;

namespace IncidentGraph.Server.Events;

/// <summary>
/// Which events a caller may know of, judged by their type and by the present state of their incidents. Rows are asked in SQL, what is pushed
/// in memory, both by the expressions here.
/// </summary>
internal static class EventVisibility
{
    private static readonly Expression<Func<DomainEvent, bool>> _isForAdmins = e => AdminEvents.Types.Contains(e.Type);

    // Whether an event takes its incident away from somebody who has no rights now.
    private static readonly Expression<Func<DomainEvent, long?, bool>> _withdraws = (e, someone) =>
        (e.Type == EventType.IncidentVisibilityChanged && e.After!.IsPrivate) || e.WithdrawnFromId == someone; // incident events have facts

    private static readonly Func<DomainEvent, bool> _isForAdminsNow = _isForAdmins.Compile();
    private static readonly Func<DomainEvent, long?, bool> _withdrawsNow = _withdraws.Compile();

    /// <summary>Those that the caller may read, and those that only tell that an incident was withdrawn.</summary>
    public static IQueryable<DomainEvent> VisibleTo(this IQueryable<DomainEvent> events, IncidentDbContext db, Caller caller)
    {
        var row = Expression.Parameter(typeof(DomainEvent), "row");
        if (!caller.IsAdmin)
            events = events.Where(On(row, Expression.Not(Rebind.Body(_isForAdmins, row))));
        if (caller.SeesPrivate)
            return events;
        var withdraws = Rebind.Body(_withdraws, row, Parameters.Of(caller.ActorId, typeof(long?)));
        return events.Where(On(row, Expression.OrElse(Rebind.Body(IsReadable(db, caller), row), withdraws)));
    }

    /// <summary>Whether an event is of a kind that the caller may know of at all.</summary>
    public static bool IsFor(this DomainEvent happened, Caller caller) => caller.IsAdmin || !_isForAdminsNow(happened);

    /// <summary>Whether an event that the caller may not read tells that its incident was withdrawn from them.</summary>
    public static bool Withdraws(this DomainEvent happened, Caller caller) => _withdrawsNow(happened, caller.ActorId);

    /// <summary>Whether the caller may read an event that is visible to them, asked of the row itself.</summary>
    public static Expression<Func<DomainEvent, bool>> IsReadable(IncidentDbContext db, Caller caller)
    {
        if (caller.SeesPrivate)
            return e => true;
        IQueryable<Incident> incidents = db.Incidents.VisibleTo(caller);
        return e => e.IncidentId == null || incidents.Any(i => i.Id == e.IncidentId);
    }

    private static Expression<Func<DomainEvent, bool>> On(ParameterExpression row, Expression condition) =>
        Expression.Lambda<Func<DomainEvent, bool>>(condition, row);
}
