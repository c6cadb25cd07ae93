using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Tests.Demo;

/// <summary>The past was learned from: reviews and follow-ups in all their states, as the rules allow.</summary>
public sealed class ReviewDataTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    private DemoServer Server => seeded.Server;

    [Fact]
    public async Task There_are_postmortems_in_every_state_and_most_are_closed_or_published()
    {
        await using var db = await Server.OpenAsync();

        var counts = await db.Postmortems.GroupBy(p => p.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        Assert.Equal(Enum.GetValues<PostmortemStatus>(), counts.Keys.Order());
        Assert.True(counts[PostmortemStatus.Published] + counts[PostmortemStatus.Closed] > counts.Values.Sum() / 2);
        Assert.InRange(counts.Values.Sum(), 30, 120);
    }

    [Fact]
    public async Task There_are_follow_ups_in_every_state_and_some_are_overdue()
    {
        await using var db = await Server.OpenAsync();

        var all = await db.FollowUps.ToListAsync();
        Assert.Equal(Enum.GetValues<FollowUpStatus>(), all.Select(f => f.Status).Distinct().Order());
        Assert.Contains(all, f => FollowUp.IsOverdue(f.Status, f.DueAt, seeded.StartedAt));
        Assert.Contains(all, f => f is { IsPending: true } && f.DueAt > seeded.StartedAt);
        Assert.Contains(all, f => f is { IsPending: true, OwnerId: null });
        Assert.All(all.Where(f => f.Status == FollowUpStatus.WontDo), f => Assert.NotNull(f.Reason));
    }

    [Fact]
    public async Task An_incident_is_closed_with_a_published_postmortem_or_a_waiver_or_none_was_needed()
    {
        await using var db = await Server.OpenAsync();

        var closed = await db.Incidents.Where(i => i.Status == IncidentStatus.Closed).ToListAsync();
        Assert.All(closed, i => Assert.True(PostmortemLifecycle.IsPublished(i.PostmortemStatus) || i.PostmortemStatus is null));
        var published = await db.Postmortems.Where(p => p.PublishedAt != null).Select(p => new { p.Id, p.PublishedAt, p.DueAt }).ToListAsync();
        Assert.All(published, p => Assert.True(p.PublishedAt <= p.DueAt, $"The review of incident {p.Id} was late."));
    }

    [Fact]
    public async Task Each_postmortem_that_was_submitted_tells_a_story_that_the_log_knows()
    {
        await using var db = await Server.OpenAsync();

        var submitted = await db.Postmortems.Include(p => p.Timeline).Where(p => p.SubmittedAt != null).ToListAsync();
        Assert.NotEmpty(submitted);
        Assert.All(submitted, p => Assert.InRange(p.Timeline.Count, 3, 4));
        var incidents = await db.PostmortemTimeline.Join(db.Events, t => t.Position, e => e.Position, (t, e) => new { t.PostmortemId, e.IncidentId }).ToListAsync();
        Assert.All(incidents, t => Assert.Equal(t.PostmortemId, t.IncidentId));
    }
}
