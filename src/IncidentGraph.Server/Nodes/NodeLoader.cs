using IncidentGraph.Domain;
using IncidentGraph.Server.Analysis;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Postmortems;
using IncidentGraph.Server.Services;
using IncidentGraph.Server.Severities;
using IncidentGraph.Server.Tasks;

namespace IncidentGraph.Server.Nodes;

/// <summary>Any object by its reference, through its feature's loader; null when there is none or the caller may not know of it.</summary>
public sealed class NodeLoader(
    IncidentLoader incidents, ImpactLoader impacts, UpdateLoader updates, ServiceLoader services, DependencyLoader dependencies,
    SeverityLoader severities, PostmortemLoader postmortems, ActorLoader actors, TeamLoader teams, EventLoader events,
    TaskLoader tasks, FactorLoader factors, WhyLoader whys)
{
    public Deferred Load(EntityRef node) => node.Type switch
    {
        "Incident" => Number(node, incidents.Load),
        "ServiceImpact" => Key(node, impacts.Load),
        "IncidentUpdate" => Key(node, updates.Load),
        "Task" => Key(node, tasks.Load),
        "ContributingFactor" => Key(node, factors.Load),
        "Why" => Key(node, whys.Load),
        "Service" => Number(node, services.Load),
        "Dependency" => Key(node, dependencies.Load),
        "Severity" => Number(node, level => severities.Load((int)Math.Min(level, int.MaxValue))),
        "Postmortem" => Number(node, postmortems.Load),
        "User" or "Automation" => Number(node, id => actors.Load(id).Then(a => a?.Ref == node ? a : null)),
        "Team" => Number(node, teams.Load),
        "Event" => Key(node, events.Load),
        _ => Deferred<object?>.Of(null),
    };

    private static Deferred Number<T>(EntityRef node, Func<long, Deferred<T?>> load) =>
        long.TryParse(node.Key, out var number) ? load(number) : Deferred<object?>.Of(null);

    private static Deferred Key<T>(EntityRef node, Func<Guid, Deferred<T?>> load) =>
        Guid.TryParseExact(node.Key, "N", out var key) ? load(key) : Deferred<object?>.Of(null);
}
