namespace IncidentGraph.Domain.Postmortems;

/// <summary>One row of the lifecycle: which action leads from where to where, who may take it, and what it asks for.</summary>
public sealed record PostmortemStep(
    PostmortemAction Action,
    IReadOnlyList<PostmortemStatus> From,
    PostmortemStatus To,
    PostmortemRight Who,
    string Mutation,
    IReadOnlyList<string> RequiredInput,
    IReadOnlyList<PostmortemGuard> Guards);
