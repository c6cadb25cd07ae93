namespace IncidentGraph.Domain.Events;

/// <summary>What only admins may know of: who is let in, and why no longer.</summary>
public static class AdminEvents
{
    /// <summary>An array, because databases are asked with it.</summary>
    public static readonly EventType[] Types =
    [
        EventType.UserTokensRevoked,
        EventType.UserDeactivated,
        EventType.UserReactivated,
        EventType.ApiKeyCreated,
        EventType.ApiKeyRevoked,
    ];
}
