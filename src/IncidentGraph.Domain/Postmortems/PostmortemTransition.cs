using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>An action of the lifecycle and what blocks it for one caller now.</summary>
public sealed record PostmortemTransition(
    PostmortemAction Action,
    string Mutation,
    PostmortemStatus To,
    IReadOnlyList<string> RequiredInput,
    IReadOnlyList<Blocker> Blockers)
{
    public bool IsAllowed => Blockers.Count == 0;
}
