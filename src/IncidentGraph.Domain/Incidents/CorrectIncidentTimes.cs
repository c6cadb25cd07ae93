namespace IncidentGraph.Domain.Incidents;

/// <summary>Corrected stamps. A stamp can be moved, never cleared, and only once its action has happened.</summary>
public sealed record CorrectIncidentTimes
{
    public required string Reason { get; init; }

    public Change<DateTimeOffset?> OccurredAt { get; init; }

    public Change<DateTimeOffset?> DetectedAt { get; init; }

    public Change<DateTimeOffset?> AcknowledgedAt { get; init; }

    public Change<DateTimeOffset?> IdentifiedAt { get; init; }

    public Change<DateTimeOffset?> MitigatedAt { get; init; }

    public Change<DateTimeOffset?> ResolvedAt { get; init; }
}
