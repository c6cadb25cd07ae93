using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;

namespace IncidentGraph.Domain.Tests.Postmortems.Properties;

/// <summary>What is true of every postmortem at any time.</summary>
internal static class ReviewInvariants
{
    public static void Hold(Postmortem p, Incident i)
    {
        Assert.Equal(p.Status, i.PostmortemStatus);
        Assert.Equal(p.FollowUps.Count(f => f.OwnerId is null && !f.IsFinished), i.UnownedFollowUps);
        Stamps(p);
        Assert.Equal(p.OwnerId, p.Owner?.Id);
        if (!p.IsDueAtChosen && p.Status < PostmortemStatus.Published && i.ResolvedAt is { } resolvedAt)
            Assert.Equal(resolvedAt.AddHours(24), p.DueAt);
        if (p.Status == PostmortemStatus.Closed)
            Assert.All(p.FollowUps, f => Assert.True(f.IsFinished));
        if (PostmortemLifecycle.IsFrozen(p.Status))
            Assert.True(p is { Summary: not null, CustomerImpact: not null, RootCause: not null, Lessons.Count: > 0, Timeline.Count: > 0 });
        if (PostmortemLifecycle.IsPublished(p.Status))
            Assert.True(p is { OwnerId: not null, Summary: not null, CustomerImpact: not null, RootCause: not null, Lessons.Count: > 0, Timeline.Count: > 0 });
        Assert.All(p.FollowUps, Hold);
    }

    private static void Stamps(Postmortem p)
    {
        Assert.Equal(p.Status >= PostmortemStatus.InReview, p.SubmittedAt is not null);
        Assert.Equal(p.Status >= PostmortemStatus.InReview, p.SubmittedById is not null);
        Assert.Equal(p.Status >= PostmortemStatus.Reviewed, p.ApprovedAt is not null);
        Assert.Equal(p.Status >= PostmortemStatus.Published, p.PublishedAt is not null);
        Assert.Equal(p.Status == PostmortemStatus.Closed, p.ClosedAt is not null);
        DateTimeOffset[] stamps = [.. new[] { p.StartedAt, p.SubmittedAt, p.ApprovedAt, p.PublishedAt, p.ClosedAt }.OfType<DateTimeOffset>()];
        Assert.Equal(stamps.Order(), stamps);
    }

    private static void Hold(FollowUp f)
    {
        Assert.Equal(f.Status is FollowUpStatus.Done or FollowUpStatus.Verified, f.DoneAt is not null);
        Assert.Equal(f.Status == FollowUpStatus.Verified, f.VerifiedAt is not null);
        Assert.Equal(f.Status == FollowUpStatus.WontDo, f.Reason is not null);
        Assert.Equal(f.OwnerId, f.Owner?.Id);
    }
}
