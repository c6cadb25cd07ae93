using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class ProgressTests
{
    private readonly World _world = new();

    [Fact]
    public void Each_step_stamps_its_moment_and_the_first_one_acknowledges()
    {
        var incident = _world.Declared();
        var identified = _world.Pass(10);
        Accepted(incident.Identify(_world.By(_world.Ravi), _world.Severities, "A bad deploy"));
        var mitigated = _world.Pass(10);
        Accepted(incident.Mitigate(_world.By(_world.Ravi), _world.Severities, "Rolled back"));
        var resolved = _world.Pass(10);
        Accepted(incident.Resolve(_world.By(_world.Ravi), _world.Severities, "Fixed the deploy"));

        Assert.Equal(
            (identified, identified, mitigated, resolved),
            (incident.AcknowledgedAt, incident.IdentifiedAt, incident.MitigatedAt, incident.ResolvedAt));
        Assert.Equal((IncidentStatus.Resolved, false, 4), (incident.Status, incident.IsOpen, incident.Version));
        Assert.Equal("Ravi Patel resolved incident 1: Fixed the deploy.", _world.Last.Events[0].Summary);
    }

    [Fact]
    public void Skipped_steps_are_stamped_by_the_one_that_skipped_them()
    {
        var incident = _world.Declared();
        var now = _world.Pass(10);

        Accepted(incident.Resolve(_world.By(_world.Ravi), _world.Severities));

        Assert.Equal(
            (now, now, now, now), (incident.AcknowledgedAt, incident.IdentifiedAt, incident.MitigatedAt, incident.ResolvedAt));
    }

    [Fact]
    public void There_is_no_way_back_but_reopening()
    {
        var incident = _world.Declared();
        Accepted(incident.Mitigate(_world.By(_world.Ravi), _world.Severities, "Rerouted"));

        var error = Refused<TransitionError>(incident.Identify(_world.By(_world.Ravi), _world.Severities, "The vendor"));

        Assert.Equal("MITIGATED", error.CurrentStatus);
        Assert.Contains("reopenIncident", error.Allowed);
    }

    [Fact]
    public void Mitigation_lowers_impacts()
    {
        var incident = _world.Declared();
        var now = _world.Pass(10);

        Accepted(incident.Mitigate(
            _world.By(_world.Ravi), _world.Severities, "Rerouted", [new(_world.Gateway, ImpactLevel.Degraded)]));

        Assert.Equal(
            [(ImpactLevel.MajorOutage, now), (ImpactLevel.Degraded, (DateTimeOffset?)null)],
            incident.Impacts.Select(i => (i.Level, i.EndedAt)));
        Assert.Equal(
            new ServiceImpactSet(ImpactLevel.MajorOutage, ImpactLevel.Degraded), Assert.IsType<ServiceImpactSet>(_world.Last.Events[1].Payload));
    }

    [Fact]
    public void Mitigation_does_not_raise_an_impact_and_needs_a_note()
    {
        var incident = _world.Declared(d => d with { Services = [new(_world.Gateway, ImpactLevel.Degraded)] });
        var before = State.Of(incident);

        var errors = incident.Mitigate(
            _world.By(_world.Ravi), _world.Severities, "", [new(_world.Gateway, ImpactLevel.MajorOutage), new(_world.Checkout, ImpactLevel.Degraded)]);

        Assert.Equal(["note", "services.0.level", "services.1.level"], errors.Select(e => string.Join('.', e.Field!)));
        Assert.Equal(before, State.Of(incident));
        Assert.Empty(_world.Last.Events);
    }

    [Fact]
    public void Resolving_ends_open_impacts_at_its_moment()
    {
        var incident = _world.Declared();
        _world.Pass(20);

        Accepted(incident.Resolve(_world.By(_world.Ravi), _world.Severities, at: _world.Ago(5)));

        Assert.Equal(_world.Ago(5), Assert.Single(incident.Impacts).EndedAt);
        Assert.Equal([EventType.IncidentResolved, EventType.ServiceImpactSet], _world.Last.Events.Select(e => e.Type));
        Assert.All(_world.Last.Events, e => Assert.Equal(_world.Ago(5), e.OccurredAt));
        Assert.All(_world.Last.Events, e => Assert.Equal(_world.Now, e.RecordedAt));
    }

    [Fact]
    public void Resolving_is_not_before_an_impact_began()
    {
        var incident = _world.Declared();
        var began = _world.Pass(10);
        Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Checkout, ImpactLevel.Degraded));
        _world.Pass(10);

        var error = Refused<InvalidTimeError>(incident.Resolve(_world.By(_world.Ravi), _world.Severities, at: began.AddMinutes(-1)));

        Assert.Equal(began, error.NotBefore);
    }

    [Fact]
    public void A_severity_that_asks_for_a_commander_blocks_resolving_without_one()
    {
        var incident = _world.Declared(severity: 1);

        var blocker = Assert.Single(Refused<GuardUnmetError>(incident.Resolve(_world.By(_world.Ada), _world.Severities)).Blockers);

        Assert.Equal("COMMANDER_MISSING", blocker.Code);
        Assert.Contains("assignIncidentRole", blocker.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_severity_may_leave_resolving_to_the_commander_and_admins()
    {
        var incident = _world.Declared(severity: 1);
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Ravi)));

        var error = Refused<NotAllowedError>(incident.Resolve(_world.By(_world.Rosa), _world.Severities));

        Assert.Equal(["COMMANDER", "ADMIN"], error.AnyOf);
        Accepted(incident.Resolve(_world.By(_world.Ravi), _world.Severities));
    }

    [Fact]
    public void Long_texts_are_cut_in_the_summary_and_whole_in_the_payload()
    {
        var cause = string.Concat(Enumerable.Repeat("word 😀 ", 200)).Trim();
        var incident = _world.Declared();

        Accepted(incident.Identify(_world.By(_world.Ravi), _world.Severities, cause));

        var identified = Assert.Single(_world.Last.Events);
        Assert.InRange(identified.Summary.Length, 400, 500);
        Assert.EndsWith("…", identified.Summary, StringComparison.Ordinal);
        Assert.True(TextRules.IsStorable(identified.Summary));
        Assert.Equal(cause, ((IncidentIdentified)identified.Payload).SuspectedCause);
    }
}
