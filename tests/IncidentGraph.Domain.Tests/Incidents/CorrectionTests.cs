using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class CorrectionTests
{
    private readonly World _world = new();

    [Fact]
    public void A_correction_names_what_it_corrects_and_says_so()
    {
        var incident = _world.Declared();
        var wrong = Posted(incident, Audience.Executive, "All is lost");

        Accepted(Post(incident, Audience.Executive, "Little is lost", wrong));

        Assert.Equal(wrong, incident.Updates[^1].CorrectsId);
        Assert.Equal("Ravi Patel corrected an earlier executive update on incident 1: Little is lost.", _world.Last.Events[0].Summary);
    }

    [Fact]
    public void A_correction_is_for_those_who_read_what_it_corrects_and_is_made_once()
    {
        var incident = _world.Declared();
        var wrong = Posted(incident, Audience.Executive, "All is lost");

        Assert.Equal(["audience"], Refused<ValidationError>(Post(incident, Audience.Internal, "x", wrong)).Field!);
        var right = Posted(incident, Audience.Executive, "Little is lost", wrong);
        Assert.Equal(["correctsId"], Refused<ValidationError>(Post(incident, Audience.Executive, "x", wrong)).Field!);
        Posted(incident, Audience.Executive, "Nothing is lost", right);
    }

    [Fact]
    public void Correcting_what_the_public_read_takes_a_publisher()
    {
        var incident = _world.Declared();
        Accepted(incident.PostUpdate(_world.By(_world.Paula), _world.Severities, Audience.Public, "x"));

        Refused<NotAllowedError>(Post(incident, Audience.Public, "y", incident.Updates[^1].Id));
    }

    [Fact]
    public void An_update_of_another_incident_is_not_found()
    {
        var (incident, other) = (_world.Declared(), _world.Declared());

        Assert.Equal(["correctsId"], Refused<NotFoundError>(Post(incident, Audience.Internal, "x", Posted(other, Audience.Internal, "y"))).Field!);
    }

    [Fact]
    public void A_corrected_note_stands_where_the_wrong_one_did()
    {
        var incident = _world.Declared();
        Accepted(incident.AddNote(_world.By(_world.Ravi), "The vendor called", _world.Ago(90)));
        var wrong = _world.Last.Events[0];

        Accepted(incident.AddNote(_world.By(_world.Ravi), "We called the vendor", null, wrong));

        var right = _world.Last.Events[0];
        Assert.Equal((new TimelineNoteAdded("We called the vendor", wrong.Id), wrong.OccurredAt), ((TimelineNoteAdded)right.Payload, right.OccurredAt));
        Assert.Equal("Ravi Patel corrected an earlier note on incident 1: We called the vendor.", right.Summary);
    }

    [Fact]
    public void Only_a_note_of_the_same_incident_is_corrected_as_a_note()
    {
        var (incident, other) = (_world.Declared(), _world.Declared());
        var declared = _world.Last.Events[0];
        Accepted(other.AddNote(_world.By(_world.Ravi), "Elsewhere"));
        var foreign = _world.Last.Events[0];

        Assert.Equal(["correctsId"], Refused<NotFoundError>(incident.AddNote(_world.By(_world.Ravi), "x", null, foreign)).Field!);
        Refused<NotFoundError>(other.AddNote(_world.By(_world.Ravi), "x", null, declared));
    }

    private Guid Posted(Incident incident, Audience audience, string body, Guid? corrects = null)
    {
        Accepted(Post(incident, audience, body, corrects));
        return incident.Updates[^1].Id;
    }

    private IReadOnlyList<DomainError> Post(Incident incident, Audience audience, string body, Guid? corrects)
        => incident.PostUpdate(_world.By(_world.Ravi), _world.Severities, audience, body, corrects);
}
