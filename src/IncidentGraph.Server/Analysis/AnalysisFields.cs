using IncidentGraph.Data;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Services;

namespace IncidentGraph.Server.Analysis;

[ExtendObjectType("Incident")]
public static class IncidentAnalysisFields
{
    public static Deferred<Connection> ContributingFactors(IncidentView incident, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Incident.contributingFactors", page, () => new NestedPager<ContributingFactor, FactorView>(
                db.Incidents.Select(i => i.Id), db.Factors, f => f.IncidentId, Order.By((ContributingFactor f) => f.Ordinal), page, FactorView.From))
            .Load(incident.Id);

    /// <summary>A parent is older than what it is the parent of, so age puts parents first.</summary>
    public static Deferred<Connection> Whys(IncidentView incident, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Incident.whys", page, () => new NestedPager<Why, WhyView>(
                db.Incidents.Select(i => i.Id), db.Whys, w => w.IncidentId, Order.By((Why w) => w.Ordinal), page, WhyView.From))
            .Load(incident.Id);
}

[ExtendObjectType("ContributingFactor")]
public static class ContributingFactorFields
{
    public static Deferred<IncidentView> Incident(FactorView factor, IncidentLoader incidents) => incidents.LoadSeen(factor.IncidentId);

    public static Deferred<ServiceView?> Service(FactorView factor, ServiceLoader services) => services.LoadOrNull(factor.ServiceId);

    public static Deferred<ActorView?> RecordedBy(FactorView factor, ActorLoader actors) => actors.Load(factor.RecordedById);
}

[ExtendObjectType("Why")]
public static class WhyFields
{
    public static Deferred<IncidentView> Incident(WhyView why, IncidentLoader incidents) => incidents.LoadSeen(why.IncidentId);

    public static Deferred<WhyView?> Parent(WhyView why, WhyLoader whys) => whys.LoadOrNull(why.ParentId);

    public static Deferred<ActorView?> RecordedBy(WhyView why, ActorLoader actors) => actors.Load(why.RecordedById);
}
