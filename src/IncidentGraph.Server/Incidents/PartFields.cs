using IncidentGraph.Server.Binding;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Services;

namespace IncidentGraph.Server.Incidents;

[ExtendObjectType("ServiceImpact")]
public static class ServiceImpactFields
{
    public static Deferred<IncidentView?> Incident(ImpactView impact, IncidentLoader incidents) => incidents.Load(impact.IncidentId);

    public static Deferred<ServiceView?> Service(ImpactView impact, ServiceLoader services) => services.Load(impact.ServiceId);
}

[ExtendObjectType("RoleAssignment")]
public static class RoleAssignmentFields
{
    public static Deferred<ActorView?> User(RoleView role, ActorLoader actors) => actors.Load(role.UserId);

    public static Deferred<ActorView?> AssignedBy(RoleView role, ActorLoader actors) => actors.Load(role.AssignedById);
}

[ExtendObjectType("IncidentUpdate")]
public static class IncidentUpdateFields
{
    public static Deferred<IncidentView?> Incident(UpdateView update, IncidentLoader incidents) => incidents.Load(update.IncidentId);

    public static Deferred<string?> Body(UpdateView update, UpdateBodyLoader bodies) => bodies.Load(update.Id);

    public static Deferred<ActorView?> Author(UpdateView update, ActorLoader actors) => actors.Load(update.AuthorId);
}
