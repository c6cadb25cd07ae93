namespace IncidentGraph.Domain.Incidents;

/// <summary>Something without which the incident would not have happened, or not as badly. Never changed once recorded.</summary>
public sealed class ContributingFactor
{
    /// <summary>At most this many in one incident.</summary>
    public const int Most = 100;

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required FactorCategory Category { get; init; }

    public required string Description { get; init; }

    public long? ServiceId { get; init; }

    public IReadOnlyList<Link> Links { get; init; } = [];

    public required long RecordedById { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
