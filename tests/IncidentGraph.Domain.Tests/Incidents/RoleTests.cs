using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class RoleTests
{
    private readonly World _world = new();

    [Fact]
    public void Assigning_another_commander_hands_over()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Ravi)));
        var now = _world.Pass(60);

        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Rosa), "Shift ends"));

        Assert.Equal(_world.Rosa.ActorId, incident.CommanderId);
        Assert.Equal([(_world.Ravi.ActorId, now), (_world.Rosa.ActorId, (DateTimeOffset?)null)], incident.Roles.Select(r => (r.UserId, r.EndedAt)));
        Assert.Equal("Shift ends", incident.Roles[0].HandoverNote);
        Assert.Equal(
            new IncidentRoleAssigned(IncidentRole.Commander, _world.Rosa.ActorId, _world.Ravi.ActorId, "Shift ends"),
            _world.Last.Events[0].Payload);
    }

    [Fact]
    public void Only_the_commander_or_an_admin_assigns_roles_once_there_is_one()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Rosa), IncidentRole.Commander, UserOf(_world.Ravi)));

        Refused<NotAllowedError>(incident.AssignRole(_world.By(_world.Rosa), IncidentRole.Scribe, UserOf(_world.Rosa)));
        Accepted(incident.AssignRole(_world.By(_world.Ada), IncidentRole.Scribe, UserOf(_world.Rosa)));
    }

    [Fact]
    public void Several_people_may_hold_another_role_but_nobody_twice()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.SubjectMatterExpert, UserOf(_world.Ravi)));
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.SubjectMatterExpert, UserOf(_world.Rosa)));

        var error = Refused<AlreadyExistsError>(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.SubjectMatterExpert, UserOf(_world.Rosa)));

        Assert.Equal(new EntityRef("User", "13"), error.Existing);
        Assert.Equal(2, incident.Roles.Count(r => r.EndedAt is null));
    }

    [Fact]
    public void Whoever_gets_a_role_takes_part_and_sees_a_private_incident()
    {
        var incident = _world.Declared(d => d with { IsPrivate = true });

        Accepted(incident.AssignRole(_world.By(_world.Ada), IncidentRole.Commander, UserOf(_world.Ravi)));

        Assert.True(incident.IsVisibleTo(_world.Ravi));
        Assert.Equal([EventType.IncidentRoleAssigned, EventType.IncidentParticipantAdded], _world.Last.Events.Select(e => e.Type));
    }

    [Fact]
    public void Unassigning_the_commander_leaves_any_responder_to_act_as_one()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Ravi)));
        Accepted(incident.UnassignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Ravi), "Lunch"));

        Assert.Null(incident.CommanderId);
        Assert.Equal("Ravi Patel is no longer commander of incident 1.", _world.Last.Events[0].Summary);
        Accepted(incident.Cancel(_world.By(_world.Rosa), _world.Severities, "Nothing there"));
    }

    [Fact]
    public void Unassigning_a_role_that_is_not_held_finds_nothing()
        => Refused<NotFoundError>(_world.Declared().UnassignRole(_world.By(_world.Ravi), IncidentRole.Scribe, UserOf(_world.Ravi)));

    [Fact]
    public void A_viewer_who_is_made_commander_still_lacks_the_token_role()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Commander, UserOf(_world.Vera)));

        Assert.Equal(["RESPONDER"], Refused<NotAllowedError>(incident.Cancel(_world.By(_world.Vera), _world.Severities, "Mine")).AnyOf);
    }
}
