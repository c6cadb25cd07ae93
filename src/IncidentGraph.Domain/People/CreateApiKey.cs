namespace IncidentGraph.Domain.People;

/// <summary>A new key. Whoever made its secret keeps it, and hands on only what recognises it.</summary>
public sealed record CreateApiKey
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<ApiKeyScope> Scopes { get; init; }

    /// <summary>Null is never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public required string Prefix { get; init; }

    public required string SecretHash { get; init; }
}
