namespace IncidentGraph.Domain.Incidents;

/// <summary>An action of the lifecycle and what blocks it for one caller now. To is null when the status does not move.</summary>
public sealed record IncidentTransition(
    IncidentAction Action,
    string Mutation,
    IncidentStatus? To,
    IReadOnlyList<string> RequiredInput,
    IReadOnlyList<Blocker> Blockers)
{
    public bool IsAllowed => Blockers.Count == 0;
}
