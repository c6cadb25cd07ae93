using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class EndingTests
{
    private readonly World _world = new();

    [Fact]
    public void Closing_needs_a_waiver_where_the_severity_asks_for_a_postmortem()
    {
        var incident = _world.Resolved(severity: 1);

        var error = Refused<GuardUnmetError>(incident.Close(_world.By(_world.Ravi), _world.Severities));
        Assert.Equal("POSTMORTEM_MISSING", Assert.Single(error.Blockers).Code);
        Accepted(incident.Close(_world.By(_world.Ravi), _world.Severities, "A drill"));
        Assert.Equal((IncidentStatus.Closed, _world.Now), (incident.Status, incident.ClosedAt));
        Assert.Equal("Ravi Patel closed incident 1 without a postmortem: A drill.", Assert.Single(_world.Last.Events).Summary);
    }

    [Fact]
    public void Closing_needs_no_waiver_where_the_severity_asks_for_nothing()
    {
        var incident = _world.Resolved(severity: 3);

        Accepted(incident.Close(_world.By(_world.Ravi), _world.Severities));
    }

    [Fact]
    public void Only_the_commander_or_an_admin_closes()
    {
        var incident = _world.Resolved(severity: 1);

        Refused<NotAllowedError>(incident.Close(_world.By(_world.Rosa), _world.Severities, "A drill"));
        Accepted(incident.Close(_world.By(_world.Ada), _world.Severities, "A drill"));
    }

    [Fact]
    public void Reopening_clears_the_later_stamps_and_resumes_the_impacts_that_had_lasted_to_the_end()
    {
        var incident = _world.Resolved();
        var acknowledged = incident.AcknowledgedAt;
        var now = _world.Pass(30);

        Accepted(incident.Reopen(_world.By(_world.Ravi), _world.Severities, "It is back"));

        Assert.Equal((IncidentStatus.Investigating, true), (incident.Status, incident.IsOpen));
        Assert.Equal((null, null, null, null), (incident.IdentifiedAt, incident.MitigatedAt, incident.ResolvedAt, incident.ClosedAt));
        Assert.Equal((acknowledged, now), (incident.AcknowledgedAt, incident.ReopenedAt));
        Assert.Equal((ImpactLevel.MajorOutage, now, null), (incident.Impacts[1].Level, incident.Impacts[1].StartedAt, incident.Impacts[1].EndedAt));
        Assert.Equal([EventType.IncidentReopened, EventType.ServiceImpactSet], _world.Last.Events.Select(e => e.Type));
    }

    [Fact]
    public void Reopening_with_services_named_hurts_these_only()
    {
        var incident = _world.Resolved();
        _world.Pass(30);

        Accepted(incident.Reopen(
            _world.By(_world.Ravi), _world.Severities, "Elsewhere", [new(_world.Checkout, ImpactLevel.PartialOutage), new(_world.Gateway, null)]));

        Assert.Equal(
            [(_world.Checkout.Id, ImpactLevel.PartialOutage), (_world.Gateway.Id, ImpactLevel.MajorOutage)],
            incident.Impacts.Where(i => i.EndedAt is null).Select(i => (i.ServiceId, i.Level)));
    }

    [Fact]
    public void A_declined_incident_is_not_reopened()
    {
        var incident = _world.InTriage();
        Accepted(incident.Decline(_world.By(_world.Ravi), _world.Severities, "Noise"));

        Assert.Empty(Refused<TransitionError>(incident.Reopen(_world.By(_world.Ada), _world.Severities, "No, real")).Allowed);
    }

    [Fact]
    public void Canceling_ends_impacts_and_is_for_commanders()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Ravi)));

        Refused<NotAllowedError>(incident.Cancel(_world.By(_world.Rosa), _world.Severities, "Not ours"));
        Accepted(incident.Cancel(_world.By(_world.Ravi), _world.Severities, "Not ours"));
        Assert.Equal((IncidentStatus.Canceled, _world.Now), (incident.Status, incident.CanceledAt));
        Assert.All(incident.Impacts, i => Assert.NotNull(i.EndedAt));
    }
}
