namespace IncidentGraph.Domain.Incidents;

/// <summary>
/// That an incident is related to another. Stored once, in one of the two; seen from the other by the inverse kind.
/// </summary>
public sealed class IncidentRelation
{
    /// <summary>At most this many of one incident, from either side.</summary>
    public const int Most = 100;

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required long TargetId { get; init; }

    public required IncidentRelationKind Kind { get; init; }

    public required long LinkedById { get; init; }

    public required DateTimeOffset LinkedAt { get; init; }
}
