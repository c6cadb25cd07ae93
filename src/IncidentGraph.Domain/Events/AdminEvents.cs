namespace IncidentGraph.Domain.Events;

/// <summary>What only admins may know of, like the objects that these events are about.</summary>
public static class AdminEvents
{
    /// <summary>An array, because databases are asked with it.</summary>
    public static readonly EventType[] Types = [EventType.ApiKeyCreated, EventType.ApiKeyRevoked];
}
