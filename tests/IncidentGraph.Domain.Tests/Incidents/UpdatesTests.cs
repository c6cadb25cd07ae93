using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class UpdatesTests
{
    private readonly World _world = new();

    [Fact]
    public void An_update_keeps_the_status_of_its_moment_and_its_event_the_audience()
    {
        var incident = _world.Declared();

        Accepted(incident.PostUpdate(_world.By(_world.Paula), _world.Severities, Audience.Public, " We are on it "));

        var update = Assert.Single(incident.Updates);
        Assert.Equal(("We are on it", IncidentStatus.Investigating, _world.Paula.ActorId), (update.Body, update.Status, update.AuthorId));
        var posted = Assert.Single(_world.Last.Events);
        Assert.Equal((Audience.Public, new IncidentUpdatePosted(update.Id)), (posted.Audience, posted.Payload));
    }

    [Fact]
    public void Only_publishers_tell_the_public()
    {
        var incident = _world.Declared();

        Assert.Equal(["PUBLISHER"], Refused<NotAllowedError>(incident.PostUpdate(_world.By(_world.Ravi), _world.Severities, Audience.Public, "x")).AnyOf);
        Accepted(incident.PostUpdate(_world.By(_world.Ravi), _world.Severities, Audience.Executive, "x"));
    }

    [Fact]
    public void A_private_incident_has_no_public_updates()
    {
        var incident = _world.Declared(d => d with { IsPrivate = true });

        Assert.Equal(["audience"], Refused<ValidationError>(incident.PostUpdate(_world.By(_world.Ada), _world.Severities, Audience.Public, "x")).Field!);
    }

    [Fact]
    public void A_merged_incident_is_told_about_in_its_target()
    {
        var incident = _world.Declared();
        Accepted(incident.Merge(_world.By(_world.Ravi), _world.Severities, _world.Declared()));

        Assert.Equal("MERGED", Refused<TransitionError>(incident.PostUpdate(_world.By(_world.Ravi), _world.Severities, Audience.Internal, "x")).CurrentStatus);
    }

    [Fact]
    public void A_note_tells_of_the_past_never_of_the_future()
    {
        var incident = _world.Declared();

        Accepted(incident.AddNote(_world.By(_world.Ravi), "The vendor called", _world.Ago(90)));
        Assert.Equal((_world.Ago(90), _world.Now), (_world.Last.Events[0].OccurredAt, _world.Last.Events[0].RecordedAt));
        var error = Refused<InvalidTimeError>(incident.AddNote(_world.By(_world.Ravi), "Tomorrow", _world.Ago(-1)));
        Assert.Equal((null, _world.Now), (error.NotBefore, error.NotAfter));
    }

    [Fact]
    public void Each_part_has_its_place_in_the_incident()
    {
        var incident = _world.Declared(d => d with { IsPrivate = true });
        Accepted(incident.AssignRole(_world.By(_world.Ada), IncidentRole.Scribe, UserOf(_world.Rosa)));
        Accepted(incident.PostUpdate(_world.By(_world.Ada), _world.Severities, Audience.Internal, "x"));

        int[] places =
        [
            .. incident.Impacts.Select(p => p.Ordinal), .. incident.Participants.Select(p => p.Ordinal),
            .. incident.Roles.Select(p => p.Ordinal), .. incident.Updates.Select(p => p.Ordinal),
        ];
        Assert.Equal(Enumerable.Range(1, 5), places.Order());
        Assert.Equal(5, incident.PartCount);
    }
}
