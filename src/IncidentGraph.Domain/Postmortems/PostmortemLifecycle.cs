using static IncidentGraph.Domain.Postmortems.PostmortemGuard;
using static IncidentGraph.Domain.Postmortems.PostmortemRight;
using static IncidentGraph.Domain.Postmortems.PostmortemStatus;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>
/// The lifecycle as a table. Commands, available transitions and documentation read the same rows. The text may change until
/// it is published, so each step asks again for what the steps before it asked for.
/// </summary>
public static class PostmortemLifecycle
{
    private static readonly PostmortemGuard[] ForReview = [IncidentOver, Owned, TimelineChosen, CauseFound];

    public static IReadOnlyList<PostmortemStep> Steps { get; } =
    [
        new(PostmortemAction.Submit, [Draft], InReview, Responder, "submitPostmortem", [], ForReview),
        new(PostmortemAction.Return, [InReview, Reviewed, Published], Draft, Responder, "returnPostmortem", ["reason"], []),
        new(PostmortemAction.Approve, [InReview], Reviewed, Reviewer, "approvePostmortem", [], ForReview),
        new(
            PostmortemAction.Publish, [Reviewed], Published, Owner, "publishPostmortem", [],
            [.. ForReview, Summarized, ImpactTold, RootCauseTold, LessonLearned, FollowUpsOwned]),
        new(PostmortemAction.Close, [Published], Closed, Owner, "closePostmortem", [], [FollowUpsFinished]),
    ];

    public static PostmortemStep Of(PostmortemAction action) => Steps[(int)action];

    /// <summary>Whether it may be read as finished: its text is frozen, and its incident may be closed.</summary>
    public static bool IsPublished(PostmortemStatus? status) => status is Published or Closed;
}
