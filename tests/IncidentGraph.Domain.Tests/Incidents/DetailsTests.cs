using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class DetailsTests
{
    private readonly World _world = new();

    [Fact]
    public void An_update_changes_what_is_given_and_tells_each_field_as_it_was_and_is()
    {
        var incident = _world.Declared(d => d with { Summary = "Cards fail", Urgency = Grade.Low });

        Accepted(incident.Update(_world.By(_world.Ravi), new()
        {
            Title = "Payments fail",
            Summary = default(string?),
            Type = IncidentType.ThirdParty,
            Impact = Grade.High,
        }));

        Assert.Equal(("Payments fail", null, IncidentType.ThirdParty, Grade.High, Grade.Low), (incident.Title, incident.Summary, incident.Type, incident.Impact, incident.Urgency));
        var updated = Assert.IsType<IncidentUpdated>(Assert.Single(_world.Last.Events).Payload);
        Assert.Equal(
            [
                new("title", "Payment gateway outage", "Payments fail"), new("summary", "Cards fail", null),
                new("type", "OTHER", "THIRD_PARTY"), new FieldChange("impact", null, "HIGH"),
            ],
            updated.Changes);
        Assert.Equal(IncidentType.ThirdParty, incident.Facts!.Type);
    }

    [Fact]
    public void The_same_values_again_are_accepted_without_event_or_version()
    {
        var incident = _world.Declared();

        Accepted(incident.Update(_world.By(_world.Ravi), new() { Title = " Payment gateway outage " }));
        Accepted(incident.Update(_world.By(_world.Ravi), new()));

        Assert.Equal(1, incident.Version);
        Assert.Empty(_world.Last.Events);
    }

    [Fact]
    public void A_title_and_a_type_cannot_be_cleared()
    {
        var errors = _world.Declared().Update(
            _world.By(_world.Ravi), new() { Title = default(string?), Type = default(IncidentType?) });

        Assert.Equal(["title", "type"], errors.Select(e => Assert.Single(e.Field!)));
    }

    [Fact]
    public void The_last_symptom_of_an_incident_without_services_stays()
    {
        var incident = _world.Declared(d => d with { Services = [], Symptoms = ["Timeouts"] });

        Refused<ValidationError>(incident.Update(_world.By(_world.Ravi), new() { Symptoms = Change.To<IReadOnlyList<string>?>(null) }));
    }

    [Fact]
    public void Channels_are_kept_by_priority()
    {
        var incident = _world.Declared();

        Accepted(incident.Update(_world.By(_world.Ravi), new()
        {
            Channels = Change.To<IReadOnlyList<Channel>?>([new("phone", "Bridge", null, 2), new("slack", "#inc-1", "https://slack.example/inc-1", 1)]),
        }));

        Assert.Equal(["slack", "phone"], incident.Channels.Select(c => c.Kind));
    }

    [Fact]
    public void A_changed_severity_keeps_its_reason_and_the_same_again_changes_nothing()
    {
        var incident = _world.Declared();

        Accepted(incident.ChangeSeverity(_world.By(_world.Ravi), _world.Severities, _world.Severities.Find(0)!, "All payments fail"));
        Assert.Equal(new IncidentSeverityChanged(2, 0, "All payments fail"), Assert.Single(_world.Last.Events).Payload);
        Assert.StartsWith("Ravi Patel changed the severity of incident 1 from Sev-2 to Sev-0: All payments fail. It now asks for ", _world.Last.Events[0].Summary);
        Accepted(incident.ChangeSeverity(_world.By(_world.Ravi), _world.Severities, _world.Severities.Find(0)!, "Again"));
        Assert.Equal(2, incident.Version);
    }

    [Fact]
    public void The_severity_of_a_closed_incident_stays()
    {
        var incident = _world.Resolved(severity: 3);
        Accepted(incident.Close(_world.By(_world.Ravi), _world.Severities));

        Refused<TransitionError>(incident.ChangeSeverity(_world.By(_world.Ravi), _world.Severities, _world.Severities.Find(4)!, "Less"));
    }
}
