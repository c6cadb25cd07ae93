using System.Collections.Concurrent;
using CsCheck;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;

namespace IncidentGraph.Domain.Tests.Postmortems.Properties;

public sealed class ReviewPropertyTests
{
    private static readonly Gen<ReviewStep[]> Steps = ReviewStep.Any.Array[1, 80];

    [Fact]
    public void Whatever_is_commanded_the_invariants_hold()
        => Each(1_000, (play, step) =>
        {
            play.Run(step);
            ReviewInvariants.Hold(play.Postmortem, play.Incident);
        });

    [Fact]
    public void What_is_published_is_what_was_approved()
        => Steps.Sample(
            steps =>
            {
                var (play, approved) = (new ReviewPlay(), "");
                foreach (var step in steps)
                {
                    play.Run(step);
                    if (play.World.Last.Events.Any(e => e.Payload is PostmortemApproved))
                        approved = Said(play.Postmortem);
                    if (play.Postmortem.ApprovedAt is not null)
                        Assert.Equal(approved, Said(play.Postmortem));
                }
            },
            iter: 1_000);

    [Fact]
    public void A_refused_command_changes_nothing_and_records_nothing()
        => Each(300, (play, step) =>
        {
            var before = (State.Of(play.Postmortem), State.Of(play.Incident));
            if (play.Run(step).Count == 0)
                return;
            Assert.Equal(before, (State.Of(play.Postmortem), State.Of(play.Incident)));
            Assert.Empty(play.World.Last.Events);
        });

    [Fact]
    public void A_command_counts_one_version_on_what_its_events_tell_of()
        => Each(500, (play, step) =>
        {
            var (postmortem, incident) = (play.Postmortem.Version, play.Incident.Version);
            play.Run(step);
            var events = play.World.Last.Events;
            var isOfReview = events.Any(e => e.Type >= EventType.PostmortemStarted);
            var isOfIncident = events.Any(e => e.Type < EventType.PostmortemStarted);
            Assert.Equal((postmortem + (isOfReview ? 1 : 0), incident + (isOfIncident ? 1 : 0)), (play.Postmortem.Version, play.Incident.Version));
            Assert.All(events, e => Assert.Equal(e.Type >= EventType.PostmortemStarted ? play.Postmortem.Version : play.Incident.Version, e.Version));
            Assert.All(events, e => Assert.Equal((play.Incident.Id, play.Incident.Facts!.Id), (e.IncidentId, e.AfterId)));
        });

    [Fact]
    public void What_a_transition_shows_is_what_the_command_does()
        => Gen.Select(Steps, Gen.Int[0, 5]).Sample(
            (steps, who) =>
            {
                var play = new ReviewPlay();
                foreach (var step in steps)
                    play.Run(step);
                foreach (var action in Enum.GetValues<PostmortemAction>())
                    Agree(play, steps[^1] with { Who = who }, action);
            },
            iter: 1_000);

    [Fact]
    public void Closing_the_incident_does_what_its_transition_shows()
        => Gen.Select(Steps, Gen.Int[0, 5], Gen.Bool).Sample(
            (steps, who, waives) =>
            {
                var play = new ReviewPlay();
                foreach (var step in steps)
                    play.Run(step);
                var caller = play.Caller(steps[^1] with { Who = who });
                if (!play.Incident.IsVisibleTo(caller))
                    return;
                var severity = play.World.Severities.Find(play.Incident.SeverityLevel);
                var shown = Transitions.For(play.Incident.Standing(severity), caller).Single(t => t.Action == IncidentAction.Close);

                var errors = play.Incident.Close(play.World.By(caller), play.World.Severities, waives ? "A drill" : null);

                Assert.Equal(shown.IsAllowed && (waives || shown.RequiredInput.Count == 0), errors.Count == 0);
            },
            iter: 1_000);

    [Fact]
    public void Random_plays_reach_every_event_and_every_status()
    {
        var events = new ConcurrentDictionary<EventType, int>();
        var postmortems = new ConcurrentDictionary<PostmortemStatus, int>();
        var followUps = new ConcurrentDictionary<FollowUpStatus, int>();

        var expected = Enum.GetValues<EventType>().Where(t => t > EventType.PostmortemStarted).ToList();

        // Some are rare: a thousand plays may miss one, many thousands do not.
        for (var round = 0; round < 20 && expected.Except(events.Keys).Any(); round++)
        {
            Each(1_000, (play, step) =>
            {
                play.Run(step);
                foreach (var happened in play.World.Last.Events)
                    events.TryAdd(happened.Type, 1);
                postmortems.TryAdd(play.Postmortem.Status, 1);
                foreach (var followUp in play.Postmortem.FollowUps)
                    followUps.TryAdd(followUp.Status, 1);
            });
        }

        Assert.Empty(expected.Except(events.Keys));
        Assert.Empty(Enum.GetValues<PostmortemStatus>().Except(postmortems.Keys));
        Assert.Empty(Enum.GetValues<FollowUpStatus>().Except(followUps.Keys));
    }

    private static string Said(Postmortem p) => string.Join(
        '|', [p.Summary, p.CustomerImpact, p.RootCause, .. p.Lessons, .. p.FaultTree, .. p.Timeline.Select(e => (e.Position, e.Annotation))]);

    private static void Each(int iterations, Action<ReviewPlay, ReviewStep> check)
        => Steps.Sample(
            steps =>
            {
                var play = new ReviewPlay();
                foreach (var step in steps)
                    check(play, step);
            },
            iter: iterations);

    private static void Agree(ReviewPlay play, ReviewStep step, PostmortemAction action)
    {
        var caller = play.Caller(step);
        if (!play.Incident.IsVisibleTo(caller))
        {
            Assert.IsType<NotFoundError>(Assert.Single(play.Take(action, play.World.By(caller))));
            return;
        }

        var shown = PostmortemTransitions.For(play.Postmortem.Standing(play.Incident), caller).Single(t => t.Action == action);
        var errors = play.Take(action, play.World.By(caller));

        Assert.Equal(shown.IsAllowed, errors.Count == 0);
        if (shown.IsAllowed)
            Assert.Equal(shown.To, play.Postmortem.Status);
        else
            Assert.IsType(Expected(shown), Assert.Single(errors));
    }

    private static Type Expected(PostmortemTransition shown)
    {
        var kinds = shown.Blockers.Select(b => b.Kind).ToList();
        if (kinds.Contains(BlockerKind.Rights))
            return typeof(NotAllowedError);
        return kinds.Contains(BlockerKind.Status) ? typeof(TransitionError) : typeof(GuardUnmetError);
    }
}
