using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Postmortems;

public sealed class UpdatingTests
{
    private readonly Review _review = new();

    private World World => _review.World;

    private Postmortem Postmortem => _review.Postmortem;

    [Fact]
    public void What_changes_is_told_before_and_after()
    {
        Accepted(_review.Update(new() { RootCause = "An index", Owner = UserOf(World.Rosa), ReviewMeeting = new Meeting(World.Now, "https://meet.example.org/1") }));

        var happened = Assert.Single(World.Last.Events);
        Assert.Equal("Ravi Patel changed owner, rootCause, reviewMeeting of the postmortem of incident 1.", happened.Summary);
        Assert.Equal((2, 2), (happened.Version, Postmortem.Version));
        Assert.Equal(
            [new("owner", "ravi", "rosa"), new("rootCause", null, "An index"), new("reviewMeeting", null, "2026-03-02T10:10:00.000Z https://meet.example.org/1")],
            ((PostmortemUpdated)happened.Payload).Changes);
    }

    [Fact]
    public void What_stays_as_it_was_is_no_change()
    {
        _review.Written();

        Accepted(_review.Update(new() { Summary = Postmortem.Summary, Lessons = Change.To(Postmortem.Lessons)! }));

        Assert.Empty(World.Last.Events);
        Assert.Equal(2, Postmortem.Version);
    }

    [Fact]
    public void Ten_thousand_characters_are_kept_and_one_more_refused()
    {
        var emoji = string.Concat(Enumerable.Repeat("🔥ש", 3_333));

        Accepted(_review.Update(new() { Summary = emoji + "x" }));
        Assert.Equal(emoji + "x", Postmortem.Summary);
        Assert.Equal(["summary"], Refused<ValidationError>(_review.Update(new() { Summary = new string('x', 10_001) })).Field);
        Assert.Equal(["lessons", "1"], Refused<ValidationError>(_review.Update(new() { Lessons = Change.To<IReadOnlyList<string>?>(["a", " "]) })).Field);
    }

    [Fact]
    public void Its_timeline_holds_events_of_its_incident_once_each()
    {
        var (first, second) = (Review.Stored(_review.Incident, 7), Review.Stored(_review.Incident, 9));
        var foreign = Review.Stored(World.Declared(), 8);

        Assert.Equal(["timeline", "1", "eventId"], Refused<NotFoundError>(Choose(new(first, null), new(foreign, null))).Field);
        Assert.Equal(["timeline", "1", "eventId"], Refused<ValidationError>(Choose(new(first, null), new(first, "Again"))).Field);
        Accepted(Choose(new(second, "We noticed"), new(first, null)));
        Accepted(Choose(new ChosenEvent(second, "We noticed late")));
        Assert.Equal((9L, "We noticed late"), Assert.Single(Postmortem.Timeline.Select(e => (e.Position, e.Annotation!))));
        Assert.Equal(
            [new("timeline", "Event 7\nEvent 9: We noticed", "Event 9: We noticed late")],
            ((PostmortemUpdated)Assert.Single(World.Last.Events).Payload).Changes);
    }

    [Fact]
    public void Participants_are_replaced_as_a_whole()
    {
        Accepted(Gather(World.Ravi, World.Rosa, World.Ravi));
        Accepted(Gather(World.Vera, World.Rosa));

        Assert.Equal([World.Rosa.ActorId, World.Vera.ActorId], Postmortem.Participants.Select(p => p.UserId));
        Assert.Equal(["participants: ravi\nrosa → rosa\nvera"], ((PostmortemUpdated)Assert.Single(World.Last.Events).Payload).Changes.Select(c => $"{c.Field}: {c.Before} → {c.After}"));
    }

    [Fact]
    public void Viewers_write_nothing_and_strangers_find_nothing_private()
    {
        Refused<NotAllowedError>(_review.Update(new() { Summary = "Mine" }, World.Vera));
        Accepted(_review.Incident.ChangeVisibility(World.By(World.Ravi), true, "Names"));

        Refused<NotFoundError>(_review.Update(new() { Summary = "Mine" }, World.Rosa));
        Assert.Equal(["participantIds", "0"], Refused<ValidationError>(Gather(World.Rosa)).Field);
    }

    private IReadOnlyList<DomainError> Choose(params ChosenEvent[] events) => _review.Update(new() { Timeline = Change.To<IReadOnlyList<ChosenEvent>?>(events) });

    private IReadOnlyList<DomainError> Gather(params Caller[] people) => _review.Update(new() { Participants = Change.To<IReadOnlyList<User>?>([.. people.Select(UserOf)]) });
}
