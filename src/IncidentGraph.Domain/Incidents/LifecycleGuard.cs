using IncidentGraph.Domain.Postmortems;

namespace IncidentGraph.Domain.Incidents;

/// <summary>A condition of an action beyond status and rights.</summary>
/// <param name="IsMet">Whether the incident itself meets it.</param>
/// <param name="Blocker">What is said when it is not met.</param>
/// <param name="Input">The input that meets it instead: then it is required input, not a blocker. Null when none does.</param>
public sealed record LifecycleGuard(Func<IncidentStanding, bool> IsMet, Blocker Blocker, string? Input = null)
{
    public static readonly LifecycleGuard NotAcknowledged = new(
        s => !s.IsAcknowledged,
        new(BlockerKind.Status, "ALREADY_ACKNOWLEDGED", "The incident is acknowledged already.", "Nothing to do: see acknowledgedAt."));

    public static readonly LifecycleGuard SeverityKnown = new(
        s => s.SeverityLevel is not null || s.HasGrades,
        new(BlockerKind.Guard, "SEVERITY_MISSING", "The incident has no severity.", "Give severityId, or both impact and urgency."),
        Input: "severityId");

    public static readonly LifecycleGuard CommanderAssigned = new(
        s => !s.SeverityRequiresCommander || s.CommanderId is not null,
        new(BlockerKind.Guard, "COMMANDER_MISSING", "Its severity asks for a commander, and none is assigned.", "Call assignIncidentRole with role COMMANDER."));

    /// <summary>One that was started is waited for even where the severity asks for none.</summary>
    public static readonly LifecycleGuard PostmortemDone = new(
        s => s.Postmortem is null ? !s.SeverityRequiresPostmortem : PostmortemLifecycle.IsPublished(s.Postmortem),
        new(BlockerKind.Guard, "POSTMORTEM_MISSING", "Its postmortem is not published.", "Publish it, or give postmortemWaiver: why none is needed."),
        Input: "postmortemWaiver");

    public static readonly LifecycleGuard FollowUpsOwned = new(
        s => s.UnownedFollowUps == 0, PostmortemGuard.FollowUpsOwned.Blocker);
}
