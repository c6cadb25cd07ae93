using System.Linq.Expressions;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Filtering;

namespace IncidentGraph.Server.Incidents;

/// <summary>Who may know of an incident, as a predicate that every read of incidents and their parts takes.</summary>
public static class Visibility
{
    public static Expression<Func<Incident, bool>> For(Caller caller)
    {
        if (caller.SeesPrivate)
            return incident => true;
        if (!caller.IsUser)
            return incident => !incident.IsPrivate; // an API key needs the scope, also for what it declared itself
        var me = caller.ActorId;
        return incident => !incident.IsPrivate || incident.ReporterId == me || incident.Participants.Any(p => p.UserId == me);
    }

    public static IQueryable<Incident> VisibleTo(this IQueryable<Incident> incidents, Caller caller) => incidents.Where(For(caller));

    /// <summary>Rows that belong to an incident the caller may know of.</summary>
    public static IQueryable<T> OfVisible<T>(
        this IQueryable<T> parts, IQueryable<Incident> incidents, Expression<Func<T, long>> incidentId, Caller caller)
    {
        if (caller.SeesPrivate)
            return parts;
        return parts.Where(Rebind.On(Exists(incidents, caller), incidentId));
    }

    /// <summary>Correlated, so that databases look up the few incidents in question instead of listing all visible ones.</summary>
    private static Expression<Func<long, bool>> Exists(IQueryable<Incident> incidents, Caller caller)
    {
        var visible = incidents.VisibleTo(caller);
        return id => visible.Any(i => i.Id == id);
    }
}
