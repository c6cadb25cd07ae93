using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Severities;

/// <summary>A new severity, or a partial change of the one of that level.</summary>
public sealed record DefineSeverity
{
    public required int Level { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public Change<TimeSpan?> AcknowledgeWithin { get; init; }

    public Change<TimeSpan?> UpdateEvery { get; init; }

    public Change<TimeSpan?> MitigateWithin { get; init; }

    public Change<TimeSpan?> ResolveWithin { get; init; }

    public Change<TimeSpan?> PostmortemWithin { get; init; }

    /// <summary>Null means none.</summary>
    public Change<IReadOnlyList<IncidentRole>?> RequiredRoles { get; init; }

    /// <summary>Null means no.</summary>
    public Change<bool?> RequiresPostmortem { get; init; }

    /// <summary>Null means RESPONDER.</summary>
    public Change<ResolverRule?> ResolvedBy { get; init; }
}
