using IncidentGraph.Data.Logs;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.Nodes;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Services;

namespace IncidentGraph.Server.Events;

[ExtendObjectType("Event")]
public static class EventFields
{
    public static async Task<string> CursorAsync(EventView happened, CursorCodecSource codecs, CancellationToken ct) =>
        (await codecs.GetAsync(ct)).Write(happened.Position);

    public static Deferred<ActorView?> Actor(EventView happened, ActorLoader actors) => actors.Load(happened.ActorId);

    public static Deferred<IncidentView?> Incident(EventView happened, IncidentLoader incidents) =>
        incidents.LoadOrNull(happened.Type == EventType.IncidentWithdrawn ? null : happened.IncidentId);

    public static Deferred<ServiceView?> Service(EventView happened, ServiceLoader services) => services.LoadOrNull(happened.ServiceId);

    public static string CommandId(EventView happened) => happened.CommandId.ToString();
}

[ExtendObjectType("IncidentWithdrawn")]
public static class IncidentWithdrawnFields
{
    public static string IncidentId(EventView happened) => GlobalId.Write(EntityRef.Of("Incident", ((IncidentWithdrawn)happened.Payload).Number));
}
