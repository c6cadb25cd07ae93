using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class AnalysisTests
{
    private readonly World _world = new();

    [Fact]
    public void A_factor_names_its_service_and_where_it_can_be_seen()
    {
        var incident = _world.Declared();

        Accepted(incident.RecordFactor(
            _world.By(_world.Ravi), FactorCategory.CodeChange, " The pool was halved ", _world.Checkout, [new("Change", "https://example.org/1")]));

        var factor = Assert.Single(incident.Factors);
        Assert.Equal(("The pool was halved", _world.Checkout.Id, "Change"), (factor.Description, factor.ServiceId, factor.Links[0].Label));
        var recorded = Assert.Single(_world.Last.Events);
        Assert.Equal(new ContributingFactorRecorded(factor.Id), recorded.Payload);
        Assert.Equal("Ravi Patel recorded what contributed to incident 1 (code change, in checkout): The pool was halved.", recorded.Summary);
    }

    [Fact]
    public void Whys_form_a_chain_that_may_branch_and_parents_come_first()
    {
        var incident = _world.Declared();
        var root = Because(incident, "Payments timed out");
        var left = Because(incident, "The pool was empty", root);
        var right = Because(incident, "Retries had no limit", root);
        var leaf = Because(incident, "A test was missing", left);

        Assert.Equal([null, root, root, left], incident.Whys.Select(w => w.ParentId));
        Assert.Equal([root, left, right, leaf], incident.Whys.OrderBy(w => w.Ordinal).Select(w => w.Id));
        Assert.Equal("Ravi Patel recorded in incident 1 the cause of \"The pool was empty\": A test was missing.", _world.Last.Events[0].Summary);
    }

    [Fact]
    public void A_why_of_another_incident_is_no_parent()
    {
        var (incident, other) = (_world.Declared(), _world.Declared());
        var foreign = Because(other, "Elsewhere");

        Assert.Equal(["parentId"], Refused<NotFoundError>(incident.RecordWhy(_world.By(_world.Ravi), "x", foreign)).Field!);
    }

    [Fact]
    public void Both_are_recorded_until_after_the_end_but_not_of_what_was_no_incident()
    {
        var closed = _world.Resolved(3);
        Accepted(closed.Close(_world.By(_world.Ravi), _world.Severities));
        var canceled = _world.Declared();
        Accepted(canceled.Cancel(_world.By(_world.Ravi), _world.Severities, "Not ours"));

        Because(closed, "x");
        Accepted(closed.RecordFactor(_world.By(_world.Ravi), FactorCategory.Process, "x"));
        Assert.Equal(["id"], Refused<ValidationError>(canceled.RecordWhy(_world.By(_world.Ravi), "x")).Field!);
        Assert.Equal(["id"], Refused<ValidationError>(canceled.RecordFactor(_world.By(_world.Ravi), FactorCategory.Process, "x")).Field!);
    }

    [Fact]
    public void There_are_so_many_and_no_more()
    {
        var incident = _world.Declared();
        for (var i = 0; i < Why.Most; i++)
            Because(incident, $"{i}");
        for (var i = 0; i < ContributingFactor.Most; i++)
            Accepted(incident.RecordFactor(_world.By(_world.Ravi), FactorCategory.Other, $"{i}"));

        Refused<ValidationError>(incident.RecordWhy(_world.By(_world.Ravi), "x"));
        Refused<ValidationError>(incident.RecordFactor(_world.By(_world.Ravi), FactorCategory.Other, "x"));
    }

    [Fact]
    public void Evidence_is_a_web_address()
    {
        var incident = _world.Declared();

        Assert.Equal(
            ["evidence", "0", "url"],
            Refused<ValidationError>(incident.RecordWhy(_world.By(_world.Ravi), "x", null, [new("Log", "file:///etc/passwd")])).Field!);
    }

    private Guid Because(Incident incident, string answer, Guid? parent = null)
    {
        Accepted(incident.RecordWhy(_world.By(_world.Ravi), answer, parent));
        return incident.Whys[^1].Id;
    }
}
