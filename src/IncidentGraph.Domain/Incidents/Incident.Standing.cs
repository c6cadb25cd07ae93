using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// Who may act, and whether the present status lets them: the same answers as the transitions shown beforehand.
public sealed partial class Incident
{
    /// <param name="severity">The severity of <see cref="SeverityLevel"/>; null without one.</param>
    public IncidentStanding Standing(Severity? severity)
        => new(
            Status,
            AcknowledgedAt is not null,
            SeverityLevel,
            severity?.ResolvedBy,
            severity?.RequiresCommander ?? false,
            severity?.RequiresPostmortem ?? false,
            Impact is not null && Urgency is not null,
            CommanderId)
        {
            Postmortem = PostmortemStatus,
            UnownedFollowUps = UnownedFollowUps,
        };

    /// <summary>A private incident exists only for admins, its reporter and its participants.</summary>
    public bool IsVisibleTo(Caller caller)
        => !IsPrivate
            || caller.IsAdmin
            || caller.ActorId == ReporterId
            || _participants.Exists(p => p.UserId == caller.ActorId);

    private IncidentStanding Standing(SeverityCatalog severities) => Standing(severities.Find(SeverityLevel));

    private List<DomainError> Bars(Act act, SeverityCatalog severities, IncidentAction action)
    {
        var step = Lifecycle.Of(action);
        var standing = Standing(severities);
        var bars = Bars(act, step.Who, standing);
        if (bars.Count > 0)
            return bars;

        var blockers = Transitions.Of(step, standing, act.By).Blockers;
        if (blockers.FirstOrDefault(b => b.Kind == BlockerKind.Status) is { } status)
            return [Stuck(act, severities, status.Message)];
        var guards = blockers.Where(b => b.Kind == BlockerKind.Guard).ToList();
        return act.IsImport || guards.Count == 0 ? [] : [Refusal.Unmet(guards)];
    }

    /// <summary>What stands between the caller and any act on this incident that needs the right.</summary>
    private List<DomainError> Bars(Act act, IncidentRight right) => Bars(act, right, Standing((Severity?)null));

    private List<DomainError> Bars(Act act, IncidentRight right, IncidentStanding standing)
    {
        if (act.IsImport)
            return [];
        if (!IsVisibleTo(act.By))
            return [Refusal.NotFound("incident", "id")];
        if (Transitions.Holds(right, standing, act.By))
            return [];
        var blocker = Transitions.Missing(right, act.By);
        string[] anyOf = blocker.Code == "NEEDS_RESPONDER" ? ["RESPONDER"] : ["COMMANDER", "ADMIN"];
        return [Refusal.NotAllowed(blocker.Message, blocker.Remedy, anyOf)];
    }

    internal TransitionError Stuck(Act act, SeverityCatalog severities, string? message = null)
    {
        var allowed = Transitions.For(Standing(severities), act.By).Where(t => t.IsAllowed).Select(t => t.Mutation).ToList();
        var remedy = allowed.Count > 0
            ? $"Call one that works now: {string.Join(", ", allowed)}."
            : "No action of the lifecycle is open to you now.";
        return new(message ?? $"The incident is {Wire.Name(Status)}.", null, remedy, Wire.Name(Status), allowed);
    }
}
