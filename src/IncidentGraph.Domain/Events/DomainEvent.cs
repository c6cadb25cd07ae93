using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Events;

/// <summary>One entry of the log. Written once, never changed, never deleted.</summary>
public sealed class DomainEvent
{
    /// <summary>Contiguous, in commit order; 0 until the commit assigns it.</summary>
    public long Position { get; set; }

    public required Guid Id { get; init; }

    public required EventType Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required long ActorId { get; init; }

    public required Audience Audience { get; init; }

    public long? IncidentId { get; init; }

    public long? ServiceId { get; init; }

    /// <summary>Of the object that the event is about, after it. Events of one command share it.</summary>
    public required int Version { get; init; }

    public required Guid CommandId { get; init; }

    public required bool IsImported { get; init; }

    /// <summary>One plain English sentence that needs no other field.</summary>
    public required string Summary { get; init; }

    public IncidentFacts? Before { get; init; }

    public Guid? BeforeId { get; init; }

    public IncidentFacts? After { get; init; }

    public Guid? AfterId { get; init; }

    /// <summary>The service that the event is about, as a filter sees it; null when it is about none.</summary>
    public string? ServiceKey { get; init; }

    public int? ServiceTier { get; init; }

    public string? ServiceOwnerKey { get; init; }

    /// <summary>Who may no longer know of the incident because of this event; null when nobody in particular.</summary>
    public long? WithdrawnFromId { get; init; }

    public required EventPayload Payload { get; init; }

    /// <summary>W3C trace id of the request that caused it.</summary>
    public string? TraceId { get; init; }
}
