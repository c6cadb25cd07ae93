namespace IncidentGraph.Domain.Incidents;

/// <summary>One answer to "why?". Its parent is the answer that was asked about, so answers form trees; a parent is older.</summary>
public sealed class Why
{
    /// <summary>At most this many in one incident.</summary>
    public const int Most = 100;

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    /// <summary>Parents come first in this order.</summary>
    public required int Ordinal { get; init; }

    public Guid? ParentId { get; init; }

    public required string Answer { get; init; }

    public IReadOnlyList<Link> Evidence { get; init; } = [];

    public required long RecordedById { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
