using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Severities;

/// <summary>A level of severity with its policy; 0 is the most critical. Data that teams change, not an enum.</summary>
public sealed partial class Severity
{
    /// <summary>At most this many levels: 0 to 19.</summary>
    public const int Count = 20;

    public required int Level { get; init; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public TimeSpan? AcknowledgeWithin { get; private set; }

    public TimeSpan? UpdateEvery { get; private set; }

    public TimeSpan? MitigateWithin { get; private set; }

    public TimeSpan? ResolveWithin { get; private set; }

    public TimeSpan? PostmortemWithin { get; private set; }

    public IReadOnlyList<IncidentRole> RequiredRoles { get; private set; } = [];

    public bool RequiresPostmortem { get; private set; }

    public ResolverRule ResolvedBy { get; private set; } = ResolverRule.Responder;

    public int Version { get; private set; } = 1;
}
