using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>A step in the life of a follow-up and what blocks it for one caller now.</summary>
public sealed record FollowUpTransition(
    FollowUpAction Action, string Mutation, FollowUpStatus To, IReadOnlyList<string> RequiredInput, IReadOnlyList<Blocker> Blockers)
{
    public bool IsAllowed => Blockers.Count == 0;
}

/// <summary>What a caller may do with a follow-up that it can see, and what is in the way.</summary>
public static class FollowUpTransitions
{
    /// <summary>Every step, possible or not, in the order of the table.</summary>
    public static IReadOnlyList<FollowUpTransition> For(FollowUpStatus status, Caller caller)
        => [.. FollowUpLifecycle.Steps.Select(s => new FollowUpTransition(s.Action, s.Mutation, s.To, s.RequiredInput, Blockers(s, status, caller)))];

    private static List<Blocker> Blockers(FollowUpStep step, FollowUpStatus status, Caller caller)
    {
        var blockers = new List<Blocker>();
        if (!step.From.Contains(status))
            blockers.Add(WrongStatus(step, status));
        if (!caller.Has(UserRole.Responder))
            blockers.Add(PostmortemTransitions.Missing(PostmortemRight.Responder, caller));
        return blockers;
    }

    private static Blocker WrongStatus(FollowUpStep step, FollowUpStatus status)
        => new(
            BlockerKind.Status,
            "WRONG_STATUS",
            $"The follow-up is {Wire.Name(status)}.",
            $"{step.Mutation} works from {string.Join(", ", step.From.Select(s => Wire.Name(s)))}.");
}
