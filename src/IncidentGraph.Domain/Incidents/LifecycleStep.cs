namespace IncidentGraph.Domain.Incidents;

/// <summary>One row of the lifecycle: which action leads from where to where, who may take it, and what it asks for.</summary>
public sealed record LifecycleStep(
    IncidentAction Action,
    IReadOnlyList<IncidentStatus> From,
    IncidentStatus? To,
    IncidentRight Who,
    string Mutation,
    IReadOnlyList<string> RequiredInput,
    IReadOnlyList<LifecycleGuard> Guards);
