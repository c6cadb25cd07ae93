using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Severities;

public sealed class DefiningTests
{
    private readonly World _world = new();

    [Fact]
    public void Only_admins_define_severities()
        => Refused<NotAllowedError>(Severity.Define(_world.By(_world.Paula), New(5), null).Errors);

    [Fact]
    public void A_new_level_gets_what_is_given()
    {
        var severity = Accepted(Severity.Define(_world.By(_world.Ada), New(5) with { ResolveWithin = TimeSpan.FromDays(90) }, null));

        Assert.Equal((5, "Sev-5", 1, ResolverRule.Responder), (severity.Level, severity.Name, severity.Version, severity.ResolvedBy));
        Assert.Equal(
            new FieldChange("resolveWithin", null, "P90D"),
            Assert.IsType<SeverityDefined>(Assert.Single(_world.Last.Events).Payload).Changes[^1]);
    }

    [Fact]
    public void An_existing_level_keeps_what_is_absent_and_clears_what_is_null()
    {
        var severity = _world.Severities.Find(1)!;

        Accepted(Severity.Define(
            _world.By(_world.Ada), new() { Level = 1, Name = severity.Name, Description = severity.Description, UpdateEvery = default(TimeSpan?) }, severity));

        Assert.Equal((null, TimeSpan.FromMinutes(15), true, 2), (severity.UpdateEvery, severity.AcknowledgeWithin, severity.RequiresPostmortem, severity.Version));
        Assert.Equal(
            [new FieldChange("updateEvery", "PT30M", null)],
            Assert.IsType<SeverityDefined>(Assert.Single(_world.Last.Events).Payload).Changes);
    }

    [Fact]
    public void A_refused_definition_changes_nothing_and_the_same_again_is_no_change()
    {
        var severity = _world.Severities.Find(1)!;
        var before = State.Of(severity);

        var errors = Severity.Define(
            _world.By(_world.Ada), New(1) with { Name = "", ResolveWithin = TimeSpan.Zero, AcknowledgeWithin = TimeSpan.FromDays(400) }, severity).Errors;
        Assert.Equal(["name", "acknowledgeWithin", "resolveWithin"], errors.Select(e => Assert.Single(e.Field!)));
        Accepted(Severity.Define(_world.By(_world.Ada), New(1) with { Description = severity.Description }, severity));

        Assert.Equal(before, State.Of(severity));
        Assert.Empty(_world.Last.Events);
    }

    [Fact]
    public void Levels_go_from_0_to_19()
    {
        Refused<ValidationError>(Severity.Define(_world.By(_world.Ada), New(20), null).Errors);
        Refused<ValidationError>(Severity.Define(_world.By(_world.Ada), New(-1), null).Errors);
        Accepted(Severity.Define(_world.By(_world.Ada), New(19), null));
    }

    [Fact]
    public void The_defaults_go_from_sev_0_to_sev_4_and_only_the_first_two_ask_for_a_commander_and_a_postmortem()
    {
        var all = _world.Severities.All;

        Assert.Equal(["Sev-0", "Sev-1", "Sev-2", "Sev-3", "Sev-4"], all.Select(s => s.Name));
        Assert.Equal([true, true, false, false, false], all.Select(s => s.RequiresCommander));
        Assert.Equal([true, true, false, false, false], all.Select(s => s.RequiresPostmortem));
        Assert.Equal(all.Select(s => s.ResolveWithin).Order(), all.Select(s => s.ResolveWithin));
        Assert.All(all.Where(s => s.RequiresPostmortem), s => Assert.Equal(TimeSpan.FromHours(24), s.PostmortemWithin));
        Assert.Equal([IncidentRole.Commander, IncidentRole.CommunicationsLead], all[1].RequiredRoles);
    }

    private static DefineSeverity New(int level) => new() { Level = level, Name = $"Sev-{level}", Description = "A level" };
}
