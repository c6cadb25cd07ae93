using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Services;

namespace IncidentGraph.Server.Incidents;

[ExtendObjectType("ServiceImpact")]
public static class ServiceImpactFields
{
    public static Deferred<IncidentView> Incident(ImpactView impact, IncidentLoader incidents) => incidents.LoadSeen(impact.IncidentId);

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
    public static Deferred<IncidentView> Incident(UpdateView update, IncidentLoader incidents) => incidents.LoadSeen(update.IncidentId);

    public static Deferred<string?> Body(UpdateView update, UpdateBodyLoader bodies) => bodies.Load(update.Id);

    public static Deferred<UpdateView?> Corrects(UpdateView update, UpdateLoader updates) => updates.LoadOrNull(update.CorrectsId);

    public static Deferred<UpdateView?> CorrectedBy(UpdateView update, CorrectionLoader corrections) => corrections.Load(update.Id);

    public static Deferred<ActorView?> Author(UpdateView update, ActorLoader actors) => actors.Load(update.AuthorId);
}

[ExtendObjectType("IncidentRelation")]
public static class IncidentRelationFields
{
    public static Deferred<IncidentView> Incident(RelationView relation, IncidentLoader incidents) => incidents.LoadSeen(relation.OtherId);
}
