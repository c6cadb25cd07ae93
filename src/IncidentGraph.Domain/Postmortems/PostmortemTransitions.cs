using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>What a caller may do with a postmortem that it can see, and what is in the way.</summary>
public static class PostmortemTransitions
{
    /// <summary>Every action of the lifecycle, possible or not, in the order of the table.</summary>
    public static IReadOnlyList<PostmortemTransition> For(PostmortemStanding standing, Caller caller)
        => [.. PostmortemLifecycle.Steps.Select(step => Of(step, standing, caller))];

    public static PostmortemTransition Of(PostmortemStep step, PostmortemStanding standing, Caller caller)
        => new(step.Action, step.Mutation, step.To, step.RequiredInput, Blockers(step, standing, caller));

    public static bool Holds(PostmortemRight right, PostmortemStanding standing, Caller caller)
        => caller.Has(UserRole.Responder) && (caller.IsAdmin || right switch
        {
            PostmortemRight.Responder => true,
            PostmortemRight.Reviewer => standing.SubmittedById != caller.ActorId,
            _ => standing.OwnerId == caller.ActorId || standing.CommanderId is null || standing.CommanderId == caller.ActorId,
        });

    internal static Blocker Missing(PostmortemRight right, Caller caller)
    {
        if (!caller.Has(UserRole.Responder))
            return new(BlockerKind.Rights, "NEEDS_RESPONDER", "Only responders work on postmortems.", caller.HowToBecome(UserRole.Responder));
        if (right == PostmortemRight.Reviewer)
            return new(BlockerKind.Rights, "NEEDS_ANOTHER", "Who submitted it does not approve it.", "Ask another responder, or an admin.");
        return new(
            BlockerKind.Rights,
            "NEEDS_OWNER",
            "Only the postmortem's owner, the incident's commander or an admin may do this.",
            caller.IsUser ? "Ask one of them." : $"Ask one of them. {caller.HowToBecome(UserRole.Admin)}");
    }

    private static List<Blocker> Blockers(PostmortemStep step, PostmortemStanding standing, Caller caller)
    {
        var blockers = new List<Blocker>();
        if (!step.From.Contains(standing.Status))
            blockers.Add(WrongStatus(step, standing.Status));
        if (!Holds(step.Who, standing, caller))
            blockers.Add(Missing(step.Who, caller));
        blockers.AddRange(step.Guards.Where(g => !g.IsMet(standing)).Select(g => g.Blocker));
        return blockers;
    }

    private static Blocker WrongStatus(PostmortemStep step, PostmortemStatus status)
        => new(
            BlockerKind.Status,
            "WRONG_STATUS",
            $"The postmortem is {Wire.Name(status)}.",
            $"{step.Mutation} works from {string.Join(", ", step.From.Select(s => Wire.Name(s)))}.");
}
