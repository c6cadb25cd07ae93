using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class SeverityDemandTests
{
    private readonly World _world = new();

    [Fact]
    public void A_change_of_severity_says_why_and_what_it_asks_now()
    {
        var incident = _world.Declared(severity: 3);
        Assert.Empty(incident.MissingRoles(_world.Severities.Find(3)!));

        Accepted(incident.ChangeSeverity(_world.By(_world.Ravi), _world.Severities, _world.Severities.Find(1)!, "Nobody can pay"));

        Assert.Equal([IncidentRole.Commander, IncidentRole.CommunicationsLead], incident.MissingRoles(_world.Severities.Find(1)!));
        Assert.Equal(
            "Ravi Patel changed the severity of incident 1 from Sev-3 to Sev-1: Nobody can pay. It now asks for a commander, a communications lead, "
                + "acknowledgement within 15 minutes, an update every 30 minutes, mitigation within 2 hours, resolution within 8 hours and a postmortem within 24 hours.",
            _world.Last.Events[0].Summary);
    }

    [Fact]
    public void What_is_met_already_is_not_asked_again()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Ravi)));
        Accepted(incident.Mitigate(_world.By(_world.Ravi), _world.Severities, "Rerouted"));

        Accepted(incident.ChangeSeverity(_world.By(_world.Ravi), _world.Severities, _world.Severities.Find(1)!, new string('x', 2000)));

        var summary = _world.Last.Events[0].Summary;
        Assert.EndsWith(
            "… It now asks for a communications lead, an update every 30 minutes, resolution within 8 hours and a postmortem within 24 hours.", summary);
        Assert.InRange(summary.Length, 1, TextRules.EventSummary);
    }

    [Fact]
    public void An_incident_that_has_ended_misses_nobody()
        => Assert.Empty(_world.Resolved(0).MissingRoles(_world.Severities.Find(0)!));

    [Theory]
    [InlineData(45, "45 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(5400, "90 minutes")]
    [InlineData(86400, "24 hours")]
    [InlineData(259200, "3 days")]
    public void Spans_are_told_in_the_largest_whole_unit(int seconds, string words) => Assert.Equal(words, Wire.Span(TimeSpan.FromSeconds(seconds)));
}
