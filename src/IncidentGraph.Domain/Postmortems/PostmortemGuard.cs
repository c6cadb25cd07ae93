using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>A condition of an action beyond status and rights.</summary>
/// <param name="IsMet">Whether the postmortem meets it.</param>
/// <param name="Blocker">What is said when it is not met.</param>
public sealed record PostmortemGuard(Func<PostmortemStanding, bool> IsMet, Blocker Blocker)
{
    public static readonly PostmortemGuard IncidentOver = Of(
        s => s.IncidentStatus is IncidentStatus.Resolved or IncidentStatus.Closed,
        "INCIDENT_NOT_OVER", "The incident is not over.", "Call resolveIncident first.");

    public static readonly PostmortemGuard Owned = Of(
        s => s.OwnerId is not null, "OWNER_MISSING", "The postmortem has no owner.", "Give ownerId by updatePostmortem.");

    public static readonly PostmortemGuard TimelineChosen = Of(
        s => s.HasTimeline, "TIMELINE_MISSING", "Its timeline is empty.", "Choose events of the incident's timeline by updatePostmortem.");

    public static readonly PostmortemGuard CauseFound = Of(
        s => s.HasCause, "CAUSE_MISSING", "It names no cause.", "Give rootCause or a faultTree by updatePostmortem, or record whys of the incident.");

    public static readonly PostmortemGuard Summarized = Of(
        s => s.HasSummary, "SUMMARY_MISSING", "It has no summary.", "Give summary by updatePostmortem.");

    public static readonly PostmortemGuard ImpactTold = Of(
        s => s.HasCustomerImpact, "CUSTOMER_IMPACT_MISSING", "It does not say what customers suffered.", "Give customerImpact by updatePostmortem.");

    public static readonly PostmortemGuard RootCauseTold = Of(
        s => s.HasRootCause, "ROOT_CAUSE_MISSING", "It does not say the root cause.", "Give rootCause by updatePostmortem.");

    public static readonly PostmortemGuard LessonLearned = Of(
        s => s.HasLesson, "LESSON_MISSING", "It teaches no lesson.", "Give at least one of lessons by updatePostmortem.");

    public static readonly PostmortemGuard FollowUpsOwned = Of(
        s => s.UnownedFollowUps == 0,
        "FOLLOW_UP_OWNER_MISSING", "A follow-up has no owner.", "Give each an owner by updateFollowUp, or drop it by dropFollowUp.");

    public static readonly PostmortemGuard FollowUpsFinished = Of(
        s => s.UnfinishedFollowUps == 0,
        "FOLLOW_UPS_UNFINISHED", "A follow-up is neither verified nor dropped.", "Call verifyFollowUp or dropFollowUp for each.");

    private static PostmortemGuard Of(Func<PostmortemStanding, bool> isMet, string code, string message, string remedy)
        => new(isMet, new(BlockerKind.Guard, code, message, remedy));
}
