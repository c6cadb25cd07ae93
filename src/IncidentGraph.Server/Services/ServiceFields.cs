using IncidentGraph.Data;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;

namespace IncidentGraph.Server.Services;

[ExtendObjectType("Service")]
public static class ServiceFields
{
    public static Deferred<string?> Description(ServiceView service, ServiceTextLoader texts) =>
        texts.Load(service.Id).Then(t => t?.Description);

    public static Deferred<IReadOnlyList<Link>> Links(ServiceView service, ServiceTextLoader texts) =>
        texts.Load(service.Id).Then(t => t?.Links ?? []);

    public static Deferred<IReadOnlyList<string>> Tags(ServiceView service, ServiceTagsLoader tags) =>
        tags.Load(service.Id).Then(t => t ?? []);

    public static Deferred<TeamView?> Owner(ServiceView service, TeamLoader teams) => teams.LoadOrNull(service.OwnerId);

    public static Deferred<ServiceStatus> Status(ServiceView service, ServiceStatusLoader statuses) => statuses.Load(service.Id);

    public static Deferred<Connection> Dependencies(
        ServiceView service, int depth, DependencyKind? kind, PageArguments page, Loaders loaders, IncidentDbContext db, ServiceLoader services) =>
        loaders.For("Service.dependencies", (depth, kind, page), () => new ReachLoader(db, services, depth, kind, Direction.Dependencies, page))
            .LoadPage(service.Id);

    public static Deferred<Connection> Dependents(
        ServiceView service, int depth, DependencyKind? kind, PageArguments page, Loaders loaders, IncidentDbContext db, ServiceLoader services) =>
        loaders.For("Service.dependents", (depth, kind, page), () => new ReachLoader(db, services, depth, kind, Direction.Dependents, page))
            .LoadPage(service.Id);

    public static Deferred<Connection> Incidents(
        ServiceView service, PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order,
        Loaders loaders, IncidentDbContext db, CurrentCaller caller) =>
        loaders.For("Service.incidents", (page, where, order), () => AffectingRow.Pager(db, caller.Known, page, where, order))
            .Load(service.Id);
}

[ExtendObjectType("Dependency")]
public static class DependencyFields
{
    public static Deferred<ServiceView?> Service(DependencyView dependency, ServiceLoader services) => services.Load(dependency.ServiceId);

    public static Deferred<ServiceView?> DependsOn(DependencyView dependency, ServiceLoader services) => services.Load(dependency.DependsOnId);
}
