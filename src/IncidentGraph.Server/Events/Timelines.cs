using IncidentGraph.Data;
using IncidentGraph.Domain.Events;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Loading;

namespace IncidentGraph.Server.Events;

/// <summary>The log of one incident, in the order things happened. Whoever sees the incident sees all of it.</summary>
public sealed class Timelines(IncidentDbContext db, Loaders loaders)
{
    private static readonly Sort<DomainEvent> _sort = new SortMap<DomainEvent>(e => e.Position, ("occurredAt", false))
        .Key("occurredAt", e => e.OccurredAt)
        .Read(null);

    public Deferred<Connection> Load(long incidentId, PageArguments page, IDictionary<string, object?>? where) =>
        loaders.For("Incident.timeline", (page, where), () => new NestedPager<DomainEvent, EventView>(
                db.Incidents.Select(i => i.Id), db.Events.Where(e => e.IncidentId != null).Where(EventSearch.Events.Read(where)),
                e => e.IncidentId!.Value, _sort, page, EventView.From)) // not null, see above
            .Load(incidentId);
}
