using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Postmortems;

public sealed class LifecycleTests
{
    private readonly Review _review = new();

    private World World => _review.World;

    private Postmortem Postmortem => _review.Postmortem;

    [Fact]
    public void Every_action_has_its_row_in_the_order_of_the_enum()
        => Assert.Equal(Enum.GetValues<PostmortemAction>(), PostmortemLifecycle.Steps.Select(s => s.Action));

    [Fact]
    public void Review_needs_an_owner_a_timeline_and_a_cause()
    {
        Accepted(_review.Update(new() { Owner = Change.To<User?>(null) }));

        Assert.Equal(["OWNER_MISSING", "TIMELINE_MISSING", "CAUSE_MISSING"], Missing(Postmortem.Submit(World.By(World.Ravi), _review.Incident)));
        Accepted(_review.Update(new() { Owner = UserOf(World.Rosa) }));
        Accepted(_review.Tree(new FaultTreeEntry("top", null, FaultGate.Cause, "An index was missing", null)));
        Accepted(_review.Update(new() { Timeline = Change.To<IReadOnlyList<ChosenEvent>?>([new(Review.Stored(_review.Incident, 3), null)]) }));
        Accepted(Postmortem.Submit(World.By(World.Ravi), _review.Incident));
        Assert.Equal((PostmortemStatus.InReview, World.Now), (Postmortem.Status, Postmortem.SubmittedAt));
    }

    [Fact]
    public void Who_submitted_it_does_not_approve_it()
    {
        _review.Submitted();

        Assert.Equal(["ADMIN"], Refused<NotAllowedError>(Postmortem.Approve(World.By(World.Ravi), _review.Incident)).AnyOf);
        Accepted(Postmortem.Approve(World.By(World.Rosa), _review.Incident));
        Assert.Equal("Rosa Duarte approved the postmortem of incident 1.", Assert.Single(World.Last.Events).Summary);
    }

    [Fact]
    public void An_admin_approves_what_they_submitted()
    {
        Accepted(_review.Written().Postmortem.Submit(World.By(World.Ada), _review.Incident));
        Accepted(Postmortem.Approve(World.By(World.Ada), _review.Incident));
    }

    [Fact]
    public void It_is_returned_with_a_reason_and_its_later_stamps_are_cleared()
    {
        _review.Published();

        Assert.Equal(["reason"], Refused<ValidationError>(Postmortem.Return(World.By(World.Rosa), _review.Incident, World.Severities, " ")).Field);
        Accepted(Postmortem.Return(World.By(World.Rosa), _review.Incident, World.Severities, "It came back"));
        Assert.Equal((PostmortemStatus.Draft, null, null, null), (Postmortem.Status, Postmortem.SubmittedAt, Postmortem.ApprovedAt, Postmortem.PublishedAt));
        Assert.Equal("Rosa Duarte returned the postmortem of incident 1: It came back.", Assert.Single(World.Last.Events).Summary);
        Assert.Equal(PostmortemStatus.Draft, _review.Incident.PostmortemStatus);
    }

    [Fact]
    public void Approval_needs_what_a_reader_needs_and_publication_owned_follow_ups()
    {
        Accepted(_review.Submitted().AddFollowUp());
        Accepted(_review.Update(new()
        {
            Summary = Change.To<string?>(null),
            CustomerImpact = "",
            RootCause = " ",
            Lessons = Change.To<IReadOnlyList<string>?>(null),
        }));

        Assert.Equal(
            ["CAUSE_MISSING", "SUMMARY_MISSING", "CUSTOMER_IMPACT_MISSING", "ROOT_CAUSE_MISSING", "LESSON_MISSING"],
            Missing(Postmortem.Approve(World.By(World.Rosa), _review.Incident)));
        _review.Written();
        Accepted(Postmortem.Approve(World.By(World.Rosa), _review.Incident));
        Assert.Equal(["FOLLOW_UP_OWNER_MISSING"], Missing(Postmortem.Publish(World.By(World.Ravi), _review.Incident)));
    }

    [Fact]
    public void What_is_approved_says_the_same_until_it_is_returned_while_people_and_times_may_change()
    {
        var (summary, tree) = (_review.Approved().Postmortem.Summary, new FaultTreeEntry("top", null, FaultGate.Cause, "Another cause", null));

        foreach (var errors in new[] { _review.Update(new() { Summary = "It was not that bad." }), _review.Tree(tree), _review.Update(new() { Owner = UserOf(World.Rosa), Lessons = Change.To<IReadOnlyList<string>?>(null) }) })
        {
            var error = Refused<TransitionError>(errors);
            Assert.Equal(("REVIEWED", true), (error.CurrentStatus, error.Allowed.Contains("returnPostmortem")));
            Assert.StartsWith("Call returnPostmortem", error.Remedy, StringComparison.Ordinal);
        }

        Accepted(_review.Update(new() { Summary = summary, Owner = UserOf(World.Rosa), DueAt = World.Now.AddDays(3), ReviewMeeting = new Meeting(World.Now, null) }));
        Assert.Equal((PostmortemStatus.Reviewed, summary, World.Rosa.ActorId), (Postmortem.Status, Postmortem.Summary, Postmortem.OwnerId));
        Accepted(Postmortem.Return(World.By(World.Rosa), _review.Incident, World.Severities, "There is more to say"));
        Accepted(_review.Update(new() { Summary = "It was not that bad." }));
    }

    [Fact]
    public void What_is_closed_is_opened_again_by_returning_it()
    {
        Accepted(_review.Published().Incident.Close(World.By(World.Ravi), World.Severities));
        Accepted(Postmortem.Close(World.By(World.Ravi), _review.Incident));
        Accepted(_review.Incident.Reopen(World.By(World.Ravi), World.Severities, "It is back"));

        Assert.Contains(PostmortemTransitions.For(Postmortem.Standing(_review.Incident), World.Rosa), t => t is { Action: PostmortemAction.Return, IsAllowed: true });
        Accepted(Postmortem.Return(World.By(World.Rosa), _review.Incident, World.Severities, "It came back"));

        Assert.Equal((PostmortemStatus.Draft, null), (Postmortem.Status, Postmortem.ClosedAt));
        Accepted(_review.Update(new() { Summary = "It came back." }));
        Accepted(_review.AddFollowUp());
    }

    [Fact]
    public void The_owner_the_commander_and_admins_publish()
    {
        _review.Approved();
        Refused<NotAllowedError>(Postmortem.Publish(World.By(World.Paula), _review.Incident));

        Accepted(_review.Update(new() { Owner = UserOf(World.Paula) }));
        Accepted(Postmortem.Publish(World.By(World.Paula), _review.Incident));
        Assert.Equal(World.Now, Postmortem.PublishedAt);
    }

    [Fact]
    public void What_is_published_is_frozen()
    {
        _review.Published();

        var error = Refused<TransitionError>(_review.Update(new() { Summary = "Other" }));
        Assert.Equal("PUBLISHED", error.CurrentStatus);
        Assert.Equal(["returnPostmortem", "closePostmortem"], error.Allowed);
    }

    [Fact]
    public void Closing_needs_finished_follow_ups()
    {
        Accepted(_review.Published().AddFollowUp());
        Assert.Equal(["FOLLOW_UPS_UNFINISHED"], Missing(Postmortem.Close(World.By(World.Ravi), _review.Incident)));

        Accepted(Postmortem.DropFollowUp(World.By(World.Ravi), _review.Incident, 1, "Not worth it"));
        Accepted(Postmortem.Close(World.By(World.Ravi), _review.Incident));
        Assert.Equal((PostmortemStatus.Closed, World.Now), (Postmortem.Status, Postmortem.ClosedAt));
        Refused<TransitionError>(_review.AddFollowUp());
    }

    [Fact]
    public void While_the_incident_is_open_again_the_review_waits_and_may_be_written_on()
    {
        _review.Written();
        Accepted(_review.Incident.Reopen(World.By(World.Ravi), World.Severities, "It is back"));

        Assert.Equal(["INCIDENT_NOT_OVER"], Missing(Postmortem.Submit(World.By(World.Ravi), _review.Incident)));
        Accepted(_review.Update(new() { Summary = "It came back." }));
    }

    [Fact]
    public void Closing_the_incident_waits_for_the_publication_or_a_waiver()
    {
        var incident = _review.Approved().Incident;
        Assert.Equal(["POSTMORTEM_MISSING"], Missing(incident.Close(World.By(World.Ravi), World.Severities)));

        Accepted(Postmortem.Publish(World.By(World.Ravi), incident));
        Accepted(incident.Close(World.By(World.Ravi), World.Severities));
    }

    [Fact]
    public void Closing_the_incident_waits_for_a_started_postmortem_even_where_none_is_due()
    {
        var review = new Review(severity: 3);

        Assert.Equal(["POSTMORTEM_MISSING"], Missing(review.Incident.Close(World.By(World.Ravi), World.Severities)));
        Accepted(review.Incident.Close(World.By(World.Ravi), World.Severities, "Nothing to learn"));
    }

    [Fact]
    public void No_waiver_closes_an_incident_whose_follow_ups_nobody_owns()
    {
        Accepted(_review.AddFollowUp());

        Assert.Equal(["FOLLOW_UP_OWNER_MISSING"], Missing(_review.Incident.Close(World.By(World.Ravi), World.Severities, "A drill")));
        Accepted(Postmortem.UpdateFollowUp(World.By(World.Ravi), _review.Incident, 1, new() { Owner = UserOf(World.Rosa) }));
        Accepted(_review.Incident.Close(World.By(World.Ravi), World.Severities, "A drill"));
    }

    private static IEnumerable<string> Missing(IReadOnlyList<DomainError> errors) => Refused<GuardUnmetError>(errors).Blockers.Select(b => b.Code);
}
