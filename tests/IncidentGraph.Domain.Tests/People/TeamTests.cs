using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.People;

public sealed class TeamTests
{
    private readonly World _world = new();

    [Fact]
    public void A_definition_replaces_the_members_that_are_given()
    {
        var team = Define(_world.Payments, "Payments", UserOf(_world.Ravi), UserOf(_world.Rosa));
        Assert.Equal([12L, 13L], team.Members.Select(m => m.UserId));

        Define(team, "Payments", UserOf(_world.Rosa), UserOf(_world.Paula));
        Assert.Equal([13L, 14L], team.Members.Select(m => m.UserId));
        Assert.Equal((3, EventType.TeamDefined), (team.Version, Assert.Single(_world.Last.Events).Type));
    }

    [Fact]
    public void Without_members_given_they_stay_and_the_same_again_is_no_change()
    {
        var team = Define(_world.Payments, "Payments", UserOf(_world.Ravi));

        Accepted(Team.Define(_world.By(_world.Ada), 1, new() { Key = "payments", Name = "Payments" }, team));
        Assert.Empty(_world.Last.Events);
        Accepted(Team.Define(_world.By(_world.Ada), 1, new() { Key = "payments", Name = "Money" }, team));
        Assert.Equal(("Money", 1, 3), (team.Name, team.Members.Count, team.Version));
    }

    [Fact]
    public void Somebody_is_taken_in_once()
    {
        Accepted(_world.Payments.AddMember(_world.By(_world.Ada), UserOf(_world.Ravi)));
        Accepted(_world.Payments.AddMember(_world.By(_world.Ada), UserOf(_world.Ravi)));

        Assert.Single(_world.Payments.Members);
        Assert.Equal(2, _world.Payments.Version);
    }

    [Fact]
    public void Only_admins_define_teams()
    {
        Refused<NotAllowedError>(Team.Define(_world.By(_world.Paula), 2, new() { Key = "x", Name = "X" }, null).Errors);
        Refused<NotAllowedError>(_world.Payments.AddMember(_world.By(_world.Rosa), UserOf(_world.Rosa)));
    }

    [Fact]
    public void A_key_is_lower_case()
        => Assert.Equal(["key"], Refused<ValidationError>(Team.Define(_world.By(_world.Ada), 2, new() { Key = "Pay Ments", Name = "X" }, null).Errors).Field!);

    private Team Define(Team team, string name, params IReadOnlyList<User> members)
        => Accepted(Team.Define(
            _world.By(_world.Ada), team.Id, new() { Key = team.Key, Name = name, Members = Change.To<IReadOnlyList<User>?>(members) }, team));
}
