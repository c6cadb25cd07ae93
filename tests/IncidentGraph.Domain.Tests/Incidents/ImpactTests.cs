using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class ImpactTests
{
    private readonly World _world = new();

    [Fact]
    public void Another_level_ends_one_interval_and_begins_the_next()
    {
        var incident = _world.Declared();
        var now = _world.Pass(10);

        Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Gateway, ImpactLevel.PartialOutage, "Cards only"));

        Assert.Equal([(ImpactLevel.MajorOutage, now), (ImpactLevel.PartialOutage, (DateTimeOffset?)null)], incident.Impacts.Select(i => (i.Level, i.EndedAt)));
        var set = Assert.Single(_world.Last.Events);
        Assert.Equal(new ServiceImpactSet(ImpactLevel.MajorOutage, ImpactLevel.PartialOutage), set.Payload);
        Assert.Equal("Ravi Patel set the impact on payment-gateway to partial outage in incident 1.", set.Summary);
    }

    [Fact]
    public void The_same_level_again_is_accepted_and_changes_nothing()
    {
        var incident = _world.Declared();
        var before = State.Of(incident);

        Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Gateway, ImpactLevel.MajorOutage));
        Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Checkout, null));

        Assert.Equal(before, State.Of(incident));
        Assert.Empty(_world.Last.Events);
    }

    [Fact]
    public void A_further_service_changes_the_facts_and_the_old_ones_stay_as_they_were()
    {
        var incident = _world.Declared();
        var before = incident.Facts;

        Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Checkout, ImpactLevel.Degraded));

        Assert.Equal(["payment-gateway"], before!.Services.Select(s => s.Key));
        Assert.Equal(["checkout", "payment-gateway"], incident.Facts!.Services.Select(s => s.Key));
        Assert.Same(before, _world.Last.Events[0].Before);
    }

    [Fact]
    public void Ended_impacts_stay_among_the_facts()
    {
        var incident = _world.Declared();

        Accepted(incident.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Gateway, null));

        Assert.Equal(["payment-gateway"], incident.Facts!.Services.Select(s => s.Key));
        Assert.Equal("Ravi Patel ended the impact on payment-gateway in incident 1.", _world.Last.Events[0].Summary);
    }

    [Fact]
    public void An_interval_does_not_begin_before_the_one_before_it_or_the_occurrence()
    {
        var incident = _world.Declared();
        var began = _world.Now;
        _world.Pass(10);

        var changed = Refused<InvalidTimeError>(incident.SetImpact(
            _world.By(_world.Ravi), _world.Severities, _world.Gateway, ImpactLevel.Degraded, at: began.AddMinutes(-1)));
        var added = Refused<InvalidTimeError>(incident.SetImpact(
            _world.By(_world.Ravi), _world.Severities, _world.Checkout, ImpactLevel.Degraded, at: began.AddMinutes(-1)));

        Assert.Equal((began, began), (changed.NotBefore, added.NotBefore));
    }

    [Fact]
    public void After_the_end_no_impact_is_set()
    {
        var error = Refused<TransitionError>(_world.Resolved().SetImpact(
            _world.By(_world.Ravi), _world.Severities, _world.Gateway, ImpactLevel.Degraded));

        Assert.Equal(["closeIncident", "reopenIncident"], error.Allowed);
    }
}
