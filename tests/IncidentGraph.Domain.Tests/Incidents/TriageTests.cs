using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class TriageTests
{
    private readonly World _world = new();

    [Fact]
    public void Accepting_stamps_acknowledged_and_accepted_and_takes_the_severity()
    {
        var incident = _world.InTriage();
        var now = _world.Pass(5);

        Accepted(incident.Accept(_world.By(_world.Ravi), _world.Severities, _world.Severities.Find(2)));

        Assert.Equal((IncidentStatus.Investigating, 2, 2), (incident.Status, incident.SeverityLevel, incident.Version));
        Assert.Equal((now, now), (incident.AcknowledgedAt, incident.AcceptedAt));
        var accepted = Assert.Single(_world.Last.Events);
        Assert.Equal("Ravi Patel accepted incident 1 as Sev-2.", accepted.Summary);
        Assert.Equal((IncidentStatus.Triage, IncidentStatus.Investigating), (accepted.Before!.Status, accepted.After!.Status));
    }

    [Fact]
    public void Accepting_without_any_severity_is_an_unmet_guard()
    {
        var incident = _world.InTriage();

        Assert.Equal("SEVERITY_MISSING", Refused<GuardUnmetError>(incident.Accept(_world.By(_world.Ravi), _world.Severities)).Blockers[0].Code);
        Assert.Equal(1, incident.Version);
    }

    [Fact]
    public void Accepting_takes_the_suggested_severity()
    {
        var incident = _world.Declared(d => d with { Triage = true, Severity = null, Impact = Grade.Critical, Urgency = Grade.Critical });

        Accepted(incident.Accept(_world.By(_world.Ravi), _world.Severities));

        Assert.Equal(0, incident.SeverityLevel);
    }

    [Fact]
    public void Declining_needs_a_reason_and_ends_impacts()
    {
        var incident = _world.InTriage();

        Assert.Equal(["reason"], Refused<ValidationError>(incident.Decline(_world.By(_world.Ravi), _world.Severities, " ")).Field!);
        Accepted(incident.Decline(_world.By(_world.Ravi), _world.Severities, "A test alert"));
        Assert.Equal((IncidentStatus.Declined, false, _world.Now), (incident.Status, incident.IsOpen, incident.DeclinedAt));
        Assert.All(incident.Impacts, i => Assert.NotNull(i.EndedAt));
        Assert.Equal([EventType.IncidentDeclined, EventType.ServiceImpactSet], _world.Last.Events.Select(e => e.Type));
    }

    [Fact]
    public void Acknowledging_happens_once()
    {
        var incident = _world.Declared();
        _world.Pass(3);

        Accepted(incident.Acknowledge(_world.By(_world.Ravi), _world.Severities, _world.Ago(1)));
        Assert.Equal(_world.Ago(1), incident.AcknowledgedAt);
        var error = Refused<TransitionError>(incident.Acknowledge(_world.By(_world.Ravi), _world.Severities));
        Assert.DoesNotContain("acknowledgeIncident", error.Allowed);
        Assert.Contains("identifyIncident", error.Allowed);
    }

    [Fact]
    public void A_viewer_does_not_acknowledge()
    {
        var incident = _world.Declared();

        Assert.Equal(["RESPONDER"], Refused<NotAllowedError>(incident.Acknowledge(_world.By(_world.Vera), _world.Severities)).AnyOf);
    }

    [Fact]
    public void Triage_cannot_be_skipped()
    {
        var error = Refused<TransitionError>(_world.InTriage().Resolve(_world.By(_world.Ravi), _world.Severities));

        Assert.Equal("TRIAGE", error.CurrentStatus);
        Assert.Equal(
            ["acknowledgeIncident", "acceptIncident", "declineIncident", "mergeIncident", "cancelIncident"], error.Allowed);
    }

    [Fact]
    public void A_time_before_the_last_stamp_or_after_now_names_its_bounds()
    {
        var incident = _world.Declared();
        var declared = _world.Now;
        var now = _world.Pass(5);

        foreach (var at in new[] { declared.AddMilliseconds(-1), now.AddMilliseconds(1) })
        {
            var error = Refused<InvalidTimeError>(incident.Acknowledge(_world.By(_world.Ravi), _world.Severities, at));
            Assert.Equal((declared, now), (error.NotBefore, error.NotAfter));
            Assert.Equal(["at"], error.Field!);
        }
    }

    [Fact]
    public void A_clock_that_is_a_little_behind_does_not_stop_anybody()
    {
        var incident = _world.Declared();
        _world.Now = incident.DeclaredAt.AddMilliseconds(-40);

        Accepted(incident.Acknowledge(_world.By(_world.Ravi), _world.Severities));

        Assert.Equal(incident.DeclaredAt, incident.AcknowledgedAt);
    }
}
