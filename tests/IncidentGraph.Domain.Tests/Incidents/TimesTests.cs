using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class TimesTests
{
    private readonly World _world = new();

    [Fact]
    public void Correcting_the_occurrence_moves_the_impacts_that_began_with_it()
    {
        var incident = _world.Declared();
        var earlier = _world.Ago(30);

        Accepted(incident.CorrectTimes(_world.By(_world.Ravi), new() { Reason = "Logs", OccurredAt = earlier, DetectedAt = _world.Ago(20) }));

        Assert.Equal((earlier, earlier), (incident.OccurredAt, incident.Impacts[0].StartedAt));
        var corrected = Assert.IsType<IncidentTimesCorrected>(Assert.Single(_world.Last.Events).Payload);
        Assert.Equal(new FieldChange("occurredAt", "2026-03-02T10:00:00.000Z", "2026-03-02T09:30:00.000Z"), corrected.Changes[0]);
        Assert.Equal(2, corrected.Changes.Count);
    }

    [Fact]
    public void Correcting_the_resolution_moves_the_impacts_that_ended_with_it()
    {
        var incident = _world.Resolved();
        var earlier = _world.Ago(0).AddSeconds(-30);

        Accepted(incident.CorrectTimes(_world.By(_world.Ravi), new()
        {
            Reason = "Graphs",
            IdentifiedAt = earlier,
            MitigatedAt = earlier,
            AcknowledgedAt = earlier,
            ResolvedAt = earlier,
        }));

        Assert.Equal((earlier, earlier), (incident.ResolvedAt, incident.Impacts[0].EndedAt));
    }

    [Fact]
    public void The_resolution_is_not_before_an_impact_that_began_or_ended_earlier_on()
    {
        foreach (var level in new ImpactLevel?[] { ImpactLevel.Degraded, null })
        {
            var incident = _world.Declared();
            _world.Pass(5);
            Accepted(incident.Mitigate(_world.By(_world.Ravi), _world.Severities, "Rerouted"));
            var changed = _world.Pass(5);
            Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Gateway, level));
            var resolved = _world.Pass(5);
            Accepted(incident.Resolve(_world.By(_world.Ravi), _world.Severities));

            var error = Refused<InvalidTimeError>(incident.CorrectTimes(
                _world.By(_world.Ravi), new() { Reason = "Graphs", ResolvedAt = changed.AddMinutes(-1) }));

            Assert.Equal((changed, resolved), (error.NotBefore, error.NotAfter));
        }
    }

    [Fact]
    public void The_occurrence_is_not_after_an_impact_that_began_or_ended_later_on()
    {
        var incident = _world.Declared(d => d with { OccurredAt = _world.Ago(60) });
        var began = _world.Ago(50);
        Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Checkout, ImpactLevel.Degraded, at: began));

        var error = Refused<InvalidTimeError>(incident.CorrectTimes(
            _world.By(_world.Ravi), new() { Reason = "Graphs", OccurredAt = began.AddMinutes(1) }));

        Assert.Equal((null, began), (error.NotBefore, error.NotAfter));
    }

    [Fact]
    public void A_time_out_of_order_names_the_neighbours_as_bounds()
    {
        var incident = _world.Declared();
        var declared = _world.Now;
        var acknowledged = _world.Pass(5);
        Accepted(incident.Acknowledge(_world.By(_world.Ravi), _world.Severities));
        var identified = _world.Pass(5);
        Accepted(incident.Identify(_world.By(_world.Ravi), _world.Severities, "A deploy"));
        _world.Pass(5);

        var late = Refused<InvalidTimeError>(incident.CorrectTimes(
            _world.By(_world.Ravi), new() { Reason = "Logs", AcknowledgedAt = identified.AddMinutes(1) }));
        var future = Refused<InvalidTimeError>(incident.CorrectTimes(
            _world.By(_world.Ravi), new() { Reason = "Logs", IdentifiedAt = _world.Now.AddMinutes(1) }));

        Assert.Equal((declared, identified), (late.NotBefore, late.NotAfter));
        Assert.Equal((acknowledged, _world.Now), (future.NotBefore, future.NotAfter));
        Assert.Equal(["acknowledgedAt"], late.Field!);
    }

    [Fact]
    public void Stamps_move_together()
    {
        var incident = _world.Declared();
        _world.Pass(5);
        Accepted(incident.Resolve(_world.By(_world.Ravi), _world.Severities));
        var at = _world.Ago(2);

        Refused<InvalidTimeError>(incident.CorrectTimes(_world.By(_world.Ravi), new() { Reason = "Graphs", ResolvedAt = at }));
        Accepted(incident.CorrectTimes(
            _world.By(_world.Ravi), new() { Reason = "Graphs", AcknowledgedAt = at, IdentifiedAt = at, MitigatedAt = at, ResolvedAt = at }));
    }

    [Fact]
    public void A_stamp_is_neither_cleared_nor_set_ahead_of_its_action()
    {
        var errors = _world.Declared().CorrectTimes(
            _world.By(_world.Ravi), new() { Reason = "Logs", DetectedAt = default(DateTimeOffset?), ResolvedAt = _world.Now });

        Assert.Equal(["detectedAt", "resolvedAt"], errors.Select(e => Assert.Single(Assert.IsType<ValidationError>(e).Field!)));
    }

    [Fact]
    public void The_same_times_again_are_no_change()
    {
        var incident = _world.Declared();

        Accepted(incident.CorrectTimes(_world.By(_world.Ravi), new() { Reason = "Logs", OccurredAt = incident.OccurredAt }));

        Assert.Equal(1, incident.Version);
    }
}
