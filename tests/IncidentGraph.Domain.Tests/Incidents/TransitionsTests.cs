using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class TransitionsTests
{
    private readonly World _world = new();

    private static readonly IncidentStanding Fresh = new(IncidentStatus.Investigating, false, 2, ResolverRule.Responder, false, false, false, null);

    [Fact]
    public void Every_action_is_listed_once_with_its_mutation()
    {
        var all = Transitions.For(Fresh, _world.Ravi);

        Assert.Equal(Enum.GetValues<IncidentAction>(), all.Select(t => t.Action));
        Assert.All(all, t => Assert.Equal(char.ToLowerInvariant($"{t.Action}"[0]) + $"{t.Action}"[1..] + "Incident", t.Mutation));
        Assert.All(Lifecycle.Steps, s => Assert.Same(s, Lifecycle.Of(s.Action)));
    }

    [Fact]
    public void A_viewer_sees_what_is_in_the_way()
        => Assert.All(
            Transitions.For(Fresh, _world.Vera), t => Assert.Contains(t.Blockers, b => b is { Kind: BlockerKind.Rights, Code: "NEEDS_RESPONDER" }));

    [Fact]
    public void With_another_commander_only_responders_work_remains()
    {
        var standing = Fresh with { CommanderId = _world.Rosa.ActorId };

        Assert.Equal(
            [IncidentAction.Acknowledge, IncidentAction.Identify, IncidentAction.Mitigate, IncidentAction.Resolve],
            Transitions.For(standing, _world.Ravi).Where(t => t.IsAllowed).Select(t => t.Action));
        Assert.Contains(Transitions.For(standing, _world.Rosa), t => t is { Action: IncidentAction.Cancel, IsAllowed: true });
        Assert.Contains(Transitions.For(standing, _world.Ada), t => t is { Action: IncidentAction.Cancel, IsAllowed: true });
    }

    [Fact]
    public void All_blockers_show_at_once()
    {
        var standing = Fresh with { Status = IncidentStatus.Triage, ResolvedBy = ResolverRule.Commander, SeverityRequiresCommander = true };

        var resolve = Transitions.For(standing, _world.Vera).Single(t => t.Action == IncidentAction.Resolve);

        Assert.Equal(["WRONG_STATUS", "NEEDS_RESPONDER", "COMMANDER_MISSING"], resolve.Blockers.Select(b => b.Code));
    }

    [Fact]
    public void What_the_mutation_takes_itself_is_required_input_and_no_blocker()
    {
        var triage = Fresh with { Status = IncidentStatus.Triage, SeverityLevel = null };
        var resolved = Fresh with { Status = IncidentStatus.Resolved, SeverityRequiresPostmortem = true };

        Assert.Equal(["severityId"], Of(triage, IncidentAction.Accept).RequiredInput);
        Assert.True(Of(triage, IncidentAction.Accept).IsAllowed);
        Assert.Empty(Of(triage with { HasGrades = true }, IncidentAction.Accept).RequiredInput);
        Assert.Equal(["postmortemWaiver"], Of(resolved, IncidentAction.Close).RequiredInput);
        Assert.Equal(["reason"], Of(resolved, IncidentAction.Reopen).RequiredInput);
    }

    [Fact]
    public void The_aggregate_stands_as_its_columns_say()
    {
        var incident = _world.Declared(severity: 1);
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Ravi)));

        Assert.Equal(
            new(IncidentStatus.Investigating, false, 1, ResolverRule.Commander, true, true, false, _world.Ravi.ActorId),
            incident.Standing(_world.Severities.Find(1)));
    }

    private IncidentTransition Of(IncidentStanding standing, IncidentAction action)
        => Transitions.For(standing, _world.Ada).Single(t => t.Action == action);
}
