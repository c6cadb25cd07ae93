using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Server.Tests.Documentation;

/// <summary>README's pictures are drawn from the tables by which the domain decides.</summary>
public sealed class LifecyclePictureTests
{
    [Fact]
    public void Readme_shows_the_lifecycle_of_an_incident_as_the_domain_has_it()
    {
        var picture = new StateDiagram<IncidentStatus>().Group("any open status", Lifecycle.Of(IncidentAction.Merge).From);
        foreach (var triage in new[] { true, false })
            picture.Start(Declared(triage).Status, "declareIncident");
        foreach (var step in Lifecycle.Steps)
            picture.Step(step.From, step.To, step.Mutation);

        AssertShown(picture.ToString());
    }

    [Fact]
    public void Readme_shows_the_lifecycle_of_a_postmortem_as_the_domain_has_it()
    {
        var picture = new StateDiagram<PostmortemStatus>().Start(PostmortemStatus.Draft, "startPostmortem");
        foreach (var step in PostmortemLifecycle.Steps)
            picture.Step(step.From, step.To, step.Mutation);

        AssertShown(picture.ToString());
    }

    [Fact]
    public void Readme_shows_the_lifecycle_of_a_follow_up_as_the_domain_has_it()
    {
        var picture = new StateDiagram<FollowUpStatus>().Start(FollowUpStatus.Open, "addFollowUp");
        foreach (var step in FollowUpLifecycle.Steps)
            picture.Step(step.From, step.To, step.Mutation);

        AssertShown(picture.ToString());
    }

    private static Incident Declared(bool triage)
    {
        var act = new Act(Caller.System, DateTimeOffset.UnixEpoch, Guid.Empty);
        var severity = new Severity { Level = 1, Name = "Sev-1", Description = "Critical" };
        var command = new DeclareIncident { Title = "Outage", Triage = triage, Symptoms = ["No answer"], Severity = severity };
        return Incident.Declare(act, 1, command, new SeverityCatalog([severity])).Value!; // nothing is missing
    }

    private static void AssertShown(string picture) =>
        Assert.True(
            ReadmeTests.Text.Contains($"```mermaid\n{picture}\n```", StringComparison.Ordinal),
            $"README.md lacks this picture:\n```mermaid\n{picture}\n```");
}
