namespace IncidentGraph.Domain.People;

/// <summary>
/// Lets a program in. An <see cref="Automation"/> with the same id and name is the actor of all that is done with it. The
/// secret is nowhere: only its hash is kept.
/// </summary>
public sealed partial class ApiKey
{
    /// <summary>Also the id of its automation.</summary>
    public required long Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; private init; }

    /// <summary>The public beginning of the secret: unique, finds the key, and tells keys apart for people.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole secret, in hexadecimal. The secret is random enough to need neither salt nor stretching.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Distinct, in the order of <see cref="ApiKeyScope"/>.</summary>
    public required IReadOnlyList<ApiKeyScope> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required long CreatedById { get; init; }

    /// <summary>To the second, as tokens expire; null is never.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public long? RevokedById { get; private set; }

    /// <summary>To about a minute; kept by housekeeping, without events.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public int Version { get; private set; } = 1;
}
