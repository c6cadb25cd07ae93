using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Events;

/// <summary>An entry of the log as a caller sees it; its type in the contract is named by <see cref="Type"/>.</summary>
public sealed record EventView : INode, ITyped
{
    public static readonly Expression<Func<DomainEvent, EventView>> From = Projections.To<DomainEvent, EventView>();

    private static readonly Func<DomainEvent, EventView> _of = From.Compile();

    public EntityRef Ref => EntityRef.Of("Event", Id);

    public string TypeName => Type.ToString();

    public required long Position { get; init; }

    public required Guid Id { get; init; }

    public required EventType Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required long ActorId { get; init; }

    public required Audience Audience { get; init; }

    public required long? IncidentId { get; init; }

    public required long? ServiceId { get; init; }

    public required int Version { get; init; }

    public required Guid CommandId { get; init; }

    public required bool IsImported { get; init; }

    public required string Summary { get; init; }

    public required EventPayload Payload { get; init; }

    public static EventView Of(DomainEvent happened) => _of(happened);

    /// <summary>
    /// How those without rights see the event by which they lost sight of an incident: in its place, saying only that the
    /// incident is to be forgotten.
    /// </summary>
    public EventView Withdrawn() => this with
    {
        Type = EventType.IncidentWithdrawn,
        ActorId = Automation.SystemId,
        Audience = Audience.Internal,
        ServiceId = null,
        Summary = $"Incident {IncidentId} is no longer visible.",
        Payload = new IncidentWithdrawn(IncidentId ?? 0),
    };
}

/// <summary>Made for a reader, never stored.</summary>
public sealed record IncidentWithdrawn(long Number) : EventPayload;
