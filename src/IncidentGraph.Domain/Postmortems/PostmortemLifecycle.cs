using static IncidentGraph.Domain.Postmortems.PostmortemGuard;
using static IncidentGraph.Domain.Postmortems.PostmortemRight;
using static IncidentGraph.Domain.Postmortems.PostmortemStatus;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>
/// The lifecycle as a table. Commands, available transitions and documentation read the same rows. The text is frozen by its
/// approval, which therefore asks for all of it; what else may change since then is asked for again.
/// </summary>
public static class PostmortemLifecycle
{
    private static readonly PostmortemGuard[] ForReview = [IncidentOver, Owned, TimelineChosen, CauseFound];
    private static readonly PostmortemGuard[] ForReaders = [.. ForReview, Summarized, ImpactTold, RootCauseTold, LessonLearned];

    public static IReadOnlyList<PostmortemStep> Steps { get; } =
    [
        new(PostmortemAction.Submit, [Draft], InReview, Responder, "submitPostmortem", [], ForReview),
        new(PostmortemAction.Return, [InReview, Reviewed, Published, Closed], Draft, Responder, "returnPostmortem", ["reason"], []),
        new(PostmortemAction.Approve, [InReview], Reviewed, Reviewer, "approvePostmortem", [], ForReaders),
        new(PostmortemAction.Publish, [Reviewed], Published, Owner, "publishPostmortem", [], [.. ForReaders, FollowUpsOwned]),
        new(PostmortemAction.Close, [Published], Closed, Owner, "closePostmortem", [], [FollowUpsFinished]),
    ];

    public static PostmortemStep Of(PostmortemAction action) => Steps[(int)action];

    /// <summary>Whether it may be read as finished: its incident may be closed.</summary>
    public static bool IsPublished(PostmortemStatus? status) => status is Published or Closed;

    /// <summary>Whether somebody has approved what it says: from then on its text stays as it is, until it is returned.</summary>
    public static bool IsFrozen(PostmortemStatus status) => status is Reviewed or Published or Closed;
}
