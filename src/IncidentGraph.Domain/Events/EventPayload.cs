namespace IncidentGraph.Domain.Events;

/// <summary>
/// What one event says beyond the columns of <see cref="DomainEvent"/>: stored as JSON, read back as the record that the
/// event's type names. Ids are the keys of the objects; names and texts are those of then.
/// </summary>
public abstract record EventPayload
{
    /// <summary>The event type is the record's name.</summary>
    public EventType Type => Enum.Parse<EventType>(GetType().Name);
}

/// <summary>One changed field, old and new as text as they were then.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);
