using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Postmortems;

public sealed class FollowUpTests
{
    private readonly Review _review = new();

    private World World => _review.World;

    private Postmortem Postmortem => _review.Postmortem;

    private FollowUp FollowUp => Postmortem.FollowUps[^1];

    [Fact]
    public void Every_action_has_its_row_in_the_order_of_the_enum()
        => Assert.Equal(Enum.GetValues<FollowUpAction>(), FollowUpLifecycle.Steps.Select(s => s.Action));

    [Fact]
    public void It_counts_in_the_version_of_its_postmortem()
    {
        Accepted(_review.AddFollowUp(new() { Title = " Better indexing ", Owner = UserOf(World.Rosa), DueAt = World.Now.AddDays(7) }));

        Assert.Equal(("Better indexing", Grade.Medium, FollowUpStatus.Open), (FollowUp.Title, FollowUp.Priority, FollowUp.Status));
        var happened = Assert.Single(World.Last.Events);
        Assert.Equal("Ravi Patel added a follow-up to the postmortem of incident 1: Better indexing.", happened.Summary);
        Assert.Equal((EventType.FollowUpAdded, 2, 2), (happened.Type, happened.Version, Postmortem.Version));
    }

    [Fact]
    public void It_goes_from_open_to_verified()
    {
        Accepted(_review.AddFollowUp());
        Accepted(Postmortem.StartFollowUp(World.By(World.Ravi), _review.Incident, 1));
        Assert.Equal("completeFollowUp", Refused<TransitionError>(Postmortem.VerifyFollowUp(World.By(World.Ravi), _review.Incident, 1)).Allowed[0]);
        Accepted(Postmortem.CompleteFollowUp(World.By(World.Ravi), _review.Incident, 1));
        Assert.Equal((FollowUpStatus.Done, World.Now), (FollowUp.Status, FollowUp.DoneAt));
        Accepted(Postmortem.VerifyFollowUp(World.By(World.Rosa), _review.Incident, 1));
        Assert.Equal((FollowUpStatus.Verified, World.Now), (FollowUp.Status, FollowUp.VerifiedAt));
        Assert.Equal("Rosa Duarte verified the follow-up \"Better database indexing\" of incident 1.", Assert.Single(World.Last.Events).Summary);
    }

    [Fact]
    public void What_does_not_stand_up_to_verification_goes_on()
    {
        Accepted(_review.AddFollowUp());
        Accepted(Postmortem.CompleteFollowUp(World.By(World.Ravi), _review.Incident, 1));

        Accepted(Postmortem.StartFollowUp(World.By(World.Ravi), _review.Incident, 1));

        Assert.Equal((FollowUpStatus.InProgress, null), (FollowUp.Status, FollowUp.DoneAt));
    }

    [Fact]
    public void Dropping_it_needs_a_reason_and_is_the_end()
    {
        Accepted(_review.AddFollowUp());

        Assert.Equal(["reason"], Refused<ValidationError>(Postmortem.DropFollowUp(World.By(World.Ravi), _review.Incident, 1, "")).Field);
        Accepted(Postmortem.DropFollowUp(World.By(World.Ravi), _review.Incident, 1, "Replaced"));
        Assert.Equal((FollowUpStatus.WontDo, "Replaced"), (FollowUp.Status, FollowUp.Reason));
        Assert.Empty(Refused<TransitionError>(Postmortem.UpdateFollowUp(World.By(World.Ravi), _review.Incident, 1, new() { Title = "New" })).Allowed);
    }

    [Fact]
    public void What_changes_is_told_before_and_after()
    {
        Accepted(_review.AddFollowUp());

        Accepted(Postmortem.UpdateFollowUp(World.By(World.Ravi), _review.Incident, 1, new() { Priority = Grade.High, Owner = UserOf(World.Rosa) }));

        Assert.Equal(
            [new("priority", "MEDIUM", "HIGH"), new("owner", null, "rosa")],
            ((FollowUpUpdated)Assert.Single(World.Last.Events).Payload).Changes);
        Assert.Equal(0, _review.Incident.UnownedFollowUps);
    }

    [Fact]
    public void Bad_input_is_refused_by_its_field()
    {
        Assert.Equal(["title"], Refused<ValidationError>(_review.AddFollowUp(new() { Title = " " })).Field);
        Assert.Equal(["dueAt"], Refused<ValidationError>(_review.AddFollowUp(new() { Title = "x", DueAt = World.Ago(1) })).Field);
        Assert.Equal(["ticketUrl"], Refused<ValidationError>(_review.AddFollowUp(new() { Title = "x", TicketUrl = "ftp://x" })).Field);
        Refused<NotAllowedError>(_review.AddFollowUp(by: World.Vera));
        Refused<NotFoundError>(Postmortem.StartFollowUp(World.By(World.Ravi), _review.Incident, 77));
        Assert.Equal(1, Postmortem.Version);
    }

    [Theory]
    [InlineData(FollowUpStatus.Open, true)]
    [InlineData(FollowUpStatus.InProgress, true)]
    [InlineData(FollowUpStatus.Done, false)]
    [InlineData(FollowUpStatus.Verified, false)]
    [InlineData(FollowUpStatus.WontDo, false)]
    public void Only_work_is_overdue(FollowUpStatus status, bool expected)
    {
        Assert.Equal(expected, FollowUp.IsOverdue(status, World.Ago(1), World.Now));
        Assert.False(FollowUp.IsOverdue(status, null, World.Now));
        Assert.False(FollowUp.IsOverdue(status, World.Now, World.Now));
    }
}
