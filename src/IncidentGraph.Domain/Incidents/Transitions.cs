using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

/// <summary>What a caller may do with an incident that it can see, and what is in the way.</summary>
public static class Transitions
{
    /// <summary>Every action of the lifecycle, possible or not, in the order of the table.</summary>
    public static IReadOnlyList<IncidentTransition> For(IncidentStanding standing, Caller caller)
        => [.. Lifecycle.Steps.Select(step => Of(step, standing, caller))];

    public static IncidentTransition Of(LifecycleStep step, IncidentStanding standing, Caller caller)
        => new(step.Action, step.Mutation, step.To, RequiredInput(step, standing), Blockers(step, standing, caller));

    public static bool Holds(IncidentRight right, IncidentStanding standing, Caller caller)
        => caller.Has(UserRole.Responder) && right switch
        {
            IncidentRight.Responder => true,
            IncidentRight.Resolver when standing.ResolvedBy is not ResolverRule.Commander => true,
            _ => caller.IsAdmin || standing.CommanderId is null || standing.CommanderId == caller.ActorId,
        };

    internal static Blocker Missing(IncidentRight right, Caller caller)
    {
        if (right == IncidentRight.Responder || !caller.Has(UserRole.Responder))
            return new(BlockerKind.Rights, "NEEDS_RESPONDER", "Only responders work on incidents.", caller.HowToBecome(UserRole.Responder));
        return new(
            BlockerKind.Rights,
            "NEEDS_COMMANDER",
            "Only the incident's commander or an admin may do this.",
            caller.IsUser ? "Ask the commander, or have the command handed over." : $"Ask the commander. {caller.HowToBecome(UserRole.Admin)}");
    }

    private static string[] RequiredInput(LifecycleStep step, IncidentStanding standing)
        => [.. step.RequiredInput, .. step.Guards.Where(g => g.Input is not null && !g.IsMet(standing)).Select(g => g.Input!)];

    private static List<Blocker> Blockers(LifecycleStep step, IncidentStanding standing, Caller caller)
    {
        var blockers = new List<Blocker>();
        if (!step.From.Contains(standing.Status))
            blockers.Add(WrongStatus(step, standing.Status));
        if (!Holds(step.Who, standing, caller))
            blockers.Add(Missing(step.Who, caller));
        blockers.AddRange(step.Guards.Where(g => g.Input is null && !g.IsMet(standing)).Select(g => g.Blocker));
        return blockers;
    }

    private static Blocker WrongStatus(LifecycleStep step, IncidentStatus status)
        => new(
            BlockerKind.Status,
            "WRONG_STATUS",
            $"The incident is {Wire.Name(status)}.",
            $"{step.Mutation} works from {string.Join(", ", step.From.Select(s => Wire.Name(s)))}.");
}
