using System.Collections.Concurrent;
using CsCheck;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Tests.Incidents.Properties;

public sealed class IncidentPropertyTests
{
    private static readonly Gen<Step[]> Steps = Step.Any.Array[1, 60];

    [Fact]
    public void Whatever_is_commanded_the_invariants_hold()
        => Steps.Sample(
            steps =>
            {
                var play = new Play();
                foreach (var step in steps)
                {
                    play.Run(step);
                    foreach (var incident in play.Incidents)
                        Invariants.Hold(incident);
                }
            },
            iter: 1_000);

    [Fact]
    public void A_refused_command_changes_nothing_and_records_nothing()
        => Steps.Sample(
            steps =>
            {
                var play = new Play();
                foreach (var step in steps)
                {
                    var before = play.Incidents.Select(State.Of).ToList();
                    var errors = play.Run(step)!;
                    if (errors.Count == 0)
                        continue;
                    Assert.Equal(before, play.Incidents.Select(State.Of));
                    Assert.Empty(play.World.Last.Events);
                }
            },
            iter: 300);

    [Fact]
    public void An_accepted_command_raises_the_version_by_one_where_it_has_events_and_nowhere_else()
        => Steps.Sample(
            steps =>
            {
                var play = new Play();
                foreach (var step in steps)
                {
                    var before = play.Incidents.ToDictionary(i => i.Id, i => (i.Version, State: State.Of(i)));
                    play.Run(step);
                    foreach (var incident in play.Incidents)
                    {
                        var changed = play.World.Last.Events.Any(e => e.IncidentId == incident.Id);
                        var (version, state) = before.GetValueOrDefault(incident.Id, (0, ""));
                        Assert.Equal(changed ? version + 1 : version, incident.Version);
                        Assert.Equal(changed, state != State.Of(incident));
                    }
                }
            },
            iter: 300);

    [Fact]
    public void The_facts_of_an_incident_form_a_chain_over_its_events()
        => Steps.Sample(
            steps =>
            {
                var play = new Play();
                var last = new Dictionary<long, IncidentFacts>();
                foreach (var step in steps)
                {
                    play.Run(step);
                    foreach (var happened in play.World.Last.Events)
                    {
                        Check(happened, play, last.GetValueOrDefault(happened.IncidentId!.Value));
                        last[happened.IncidentId.Value] = happened.After!;
                    }
                }

                Assert.All(play.Incidents, i => Assert.Same(last[i.Id], i.Facts));
            },
            iter: 1_000);

    [Fact]
    public void Whoever_a_command_takes_an_incident_from_is_told_by_one_of_its_events()
        => Steps.Sample(
            steps =>
            {
                var play = new Play();
                foreach (var step in steps)
                {
                    Caller[] people = [play.World.Vera, play.World.Ravi, play.World.Rosa, play.World.Paula];
                    var before = (from i in play.Incidents from p in people where i.IsVisibleTo(p) select (i, p)).ToHashSet();
                    play.Run(step);
                    foreach (var (incident, person) in from i in play.Incidents from p in people select (i, p))
                    {
                        var lost = before.Contains((incident, person)) && !incident.IsVisibleTo(person);
                        var told = play.World.Last.Events.Count(e => e.IncidentId == incident.Id && !incident.IsVisibleTo(person)
                            && (e.Payload is IncidentVisibilityChanged { IsPrivate: true } || e.WithdrawnFromId == person.ActorId));
                        Assert.Equal(lost ? 1 : 0, told);
                    }
                }
            },
            iter: 500);

    [Fact]
    public void What_a_transition_shows_is_what_the_command_does()
        => Gen.Select(Steps, Gen.Int[0, 5]).Sample(
            (steps, who) =>
            {
                var play = new Play();
                foreach (var step in steps)
                    play.Run(step);
                foreach (var action in Enum.GetValues<IncidentAction>())
                    Agree(play, steps[^1] with { Who = who }, action);
            },
            iter: 1_000);

    [Fact]
    public void Random_plays_reach_every_event_and_every_status()
    {
        var events = new ConcurrentDictionary<EventType, int>();
        var statuses = new ConcurrentDictionary<IncidentStatus, int>();
        var expected = Enum.GetValues<EventType>().Where(t => t < EventType.ServiceRegistered && t != EventType.IncidentWithdrawn).ToList();

        // Some are rare: a thousand plays may miss one, many thousands do not.
        for (var round = 0; round < 20 && expected.Except(events.Keys).Any(); round++)
        {
            Steps.Sample(
                steps =>
                {
                    var play = new Play();
                    foreach (var step in steps)
                    {
                        play.Run(step);
                        foreach (var happened in play.World.Last.Events)
                            events.TryAdd(happened.Type, 1);
                    }

                    foreach (var incident in play.Incidents)
                        statuses.TryAdd(incident.Status, 1);
                },
                iter: 1_000);
        }

        Assert.Empty(expected.Except(events.Keys));
        Assert.Empty(Enum.GetValues<IncidentStatus>().Except(statuses.Keys));
    }

    private static void Check(DomainEvent happened, Play play, IncidentFacts? last)
    {
        Assert.Same(last, happened.Before);
        Assert.Equal(last?.Id, happened.BeforeId);
        Assert.Equal(happened.After!.Id, happened.AfterId);
        Assert.Equal(play.World.Last.CommandId, happened.CommandId);
        Assert.Equal(play.Incidents.Single(i => i.Id == happened.IncidentId).Version, happened.Version);
        Assert.Equal(happened.Payload.GetType().Name, happened.Type.ToString());
        Assert.InRange(happened.Summary.Length, 10, TextRules.EventSummary);
        Assert.True(happened.OccurredAt <= happened.RecordedAt);
    }

    private static void Agree(Play play, Step step, IncidentAction action)
    {
        var (world, caller) = (play.World, play.Caller(step));
        if (play.On(step.On) is not { } incident || !incident.IsVisibleTo(caller))
            return;
        var target = play.Incidents.FirstOrDefault(i => i.IsOpen && i.Id != incident.Id && i.IsVisibleTo(caller));
        if (action == IncidentAction.Merge && target is null)
            return;
        var severity = world.Severities.Find(incident.SeverityLevel);
        var shown = Transitions.For(incident.Standing(severity), caller).Single(t => t.Action == action);

        var errors = Take(action, incident, target, world, world.By(caller));

        Assert.Equal(shown.IsAllowed, errors.Count == 0);
        if (shown.IsAllowed)
            Assert.Equal(shown.To ?? incident.Status, incident.Status);
        else
            Assert.IsType(Expected(shown), Assert.Single(errors));
    }

    private static Type Expected(IncidentTransition shown)
    {
        var kinds = shown.Blockers.Select(b => b.Kind).ToList();
        if (kinds.Contains(BlockerKind.Rights))
            return typeof(NotAllowedError);
        return kinds.Contains(BlockerKind.Status) ? typeof(TransitionError) : typeof(GuardUnmetError);
    }

    private static IReadOnlyList<DomainError> Take(
        IncidentAction action, Incident incident, Incident? target, World world, Act act) => action switch
        {
            IncidentAction.Acknowledge => incident.Acknowledge(act, world.Severities),
            IncidentAction.Accept => incident.Accept(act, world.Severities, world.Severities.Find(3)),
            IncidentAction.Decline => incident.Decline(act, world.Severities, "A false alarm"),
            IncidentAction.Identify => incident.Identify(act, world.Severities, "A cause"),
            IncidentAction.Mitigate => incident.Mitigate(act, world.Severities, "A note"),
            IncidentAction.Resolve => incident.Resolve(act, world.Severities),
            IncidentAction.Close => incident.Close(act, world.Severities, "Not worth one"),
            IncidentAction.Reopen => incident.Reopen(act, world.Severities, "It is back"),
            IncidentAction.Merge => incident.Merge(act, world.Severities, target!),
            _ => incident.Cancel(act, world.Severities, "Not ours"),
        };
}
