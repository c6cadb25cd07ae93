using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Postmortems;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Postmortems;

public sealed class StartingTests
{
    private readonly World _world = new();

    [Fact]
    public void It_begins_with_what_the_incident_says_and_is_due_by_the_severitys_policy()
    {
        var review = new Review();

        var happened = Assert.Single(review.World.Last.Events);
        Assert.Equal((EventType.PostmortemStarted, "Ravi Patel started the postmortem of incident 1.", 1), (happened.Type, happened.Summary, happened.Version));
        Assert.Equal(1, happened.IncidentId);
        Assert.Same(review.Incident.Facts, happened.After);
        Assert.Equal(PostmortemStatus.Draft, review.Postmortem.Status);
        Assert.Equal(PostmortemStatus.Draft, review.Incident.PostmortemStatus);
        Assert.Equal(review.Incident.ResolvedAt!.Value.AddHours(24), review.Postmortem.DueAt);
        Assert.Equal(review.World.Ravi.ActorId, review.Postmortem.OwnerId);
    }

    [Fact]
    public void Where_the_severity_says_nothing_it_is_due_within_24_hours()
    {
        var review = new Review(severity: 3);

        Assert.Equal(review.Incident.ResolvedAt!.Value.AddHours(24), review.Postmortem.DueAt);
    }

    [Fact]
    public void The_version_of_the_incident_stays()
    {
        var incident = _world.Resolved();
        var version = incident.Version;

        Accepted(Postmortem.Start(_world.By(_world.Ravi), incident, _world.Severities, new()));

        Assert.Equal(version, incident.Version);
    }

    [Fact]
    public void Before_the_incident_is_resolved_none_starts()
    {
        var incident = _world.Declared();

        var error = Refused<TransitionError>(Postmortem.Start(_world.By(_world.Ravi), incident, _world.Severities, new()).Errors);

        Assert.Equal("INVESTIGATING", error.CurrentStatus);
        Assert.Contains("resolveIncident", error.Allowed);
    }

    [Fact]
    public void There_is_one_an_incident()
    {
        var review = new Review();

        Assert.Equal(EntityRef.Of("Postmortem", 1), Refused<AlreadyExistsError>(review.Start().Errors).Existing);
    }

    [Fact]
    public void Viewers_start_none_and_a_private_incident_is_none_to_strangers()
    {
        var incident = _world.Resolved();
        Refused<NotAllowedError>(Postmortem.Start(_world.By(_world.Vera), incident, _world.Severities, new()).Errors);
        Accepted(incident.ChangeVisibility(_world.By(_world.Ravi), true, "Names"));

        Refused<NotFoundError>(Postmortem.Start(_world.By(_world.Rosa), incident, _world.Severities, new()).Errors);
        Accepted(Postmortem.Start(_world.By(_world.Ravi), incident, _world.Severities, new()));
    }

    [Fact]
    public void A_due_time_in_the_past_is_refused_unless_history_is_restored()
    {
        var incident = _world.Resolved();
        StartPostmortem late = new() { DueAt = _world.Ago(1) };

        var error = Refused<ValidationError>(Postmortem.Start(_world.By(_world.Ravi), incident, _world.Severities, late).Errors);
        Assert.Equal(["dueAt"], error.Field);
        Assert.Equal(_world.Ago(1), Accepted(Postmortem.Start(_world.Importing(), incident, _world.Severities, late)).DueAt);
    }

    [Fact]
    public void The_owner_of_a_private_one_takes_part_in_the_incident()
    {
        var incident = _world.Resolved();
        Accepted(incident.ChangeVisibility(_world.By(_world.Ravi), true, "Names"));
        StartPostmortem rosas = new() { Owner = UserOf(_world.Rosa) };

        Assert.Equal(["ownerId"], Refused<ValidationError>(Postmortem.Start(_world.By(_world.Ravi), incident, _world.Severities, rosas).Errors).Field);
        Accepted(incident.AddParticipant(_world.By(_world.Ravi), UserOf(_world.Rosa)));
        Accepted(Postmortem.Start(_world.By(_world.Ravi), incident, _world.Severities, rosas));
    }
}
