using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Domain;

/// <summary>Events about everything but incidents.</summary>
internal static class Catalog
{
    public static void Record(
        Act act, EventPayload payload, string summary, int version, Service? service = null, long? actorId = null)
        => act.Record(new DomainEvent
        {
            Id = act.NewId(),
            Type = payload.Type,
            OccurredAt = act.At,
            RecordedAt = act.RecordedAt,
            ActorId = actorId ?? act.By.ActorId,
            Audience = Audience.Internal,
            ServiceId = service?.Id,
            Version = version,
            CommandId = act.CommandId,
            IsImported = act.IsImport,
            Summary = TextRules.Sentence(summary),
            ServiceKey = service?.Key,
            ServiceTier = service?.Tier,
            ServiceOwnerKey = service?.Owner?.Key,
            Payload = payload,
            TraceId = act.TraceId,
        });
}
