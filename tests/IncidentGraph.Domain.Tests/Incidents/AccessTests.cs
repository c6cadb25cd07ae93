using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using static IncidentGraph.Domain.Tests.World;
using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class AccessTests
{
    private readonly World _world = new();

    [Fact]
    public void A_private_incident_exists_for_admins_its_reporter_and_its_participants()
    {
        var incident = _world.Declared(d => d with { IsPrivate = true });
        Accepted(incident.AddParticipant(_world.By(_world.Ada), UserOf(_world.Rosa)));

        Assert.Equal(
            [true, false, true, false, true],
            new[] { _world.Vera, _world.Ravi, _world.Rosa, _world.Paula, _world.Ada }.Select(incident.IsVisibleTo));
    }

    [Fact]
    public void Every_command_on_a_hidden_incident_finds_nothing_and_changes_nothing()
    {
        var incident = _world.Declared(d => d with { IsPrivate = true });
        var before = State.Of(incident);
        var user = UserOf(_world.Ravi);
        var all = _world.Severities;
        Act Act() => _world.By(_world.Ravi);
        IReadOnlyList<DomainError>[] answers =
        [
            incident.Acknowledge(Act(), all), incident.Accept(Act(), all), incident.Decline(Act(), all, "x"),
            incident.Identify(Act(), all, "x"), incident.Mitigate(Act(), all, "x"), incident.Resolve(Act(), all),
            incident.Close(Act(), all), incident.Reopen(Act(), all, "x"), incident.Merge(Act(), all, incident),
            incident.Cancel(Act(), all, "x"), incident.ChangeSeverity(Act(), all, all.Find(0)!, "x"),
            incident.Update(Act(), new() { Title = "x" }), incident.CorrectTimes(Act(), new() { Reason = "x" }),
            incident.ChangeVisibility(Act(), false, "x"), incident.AddParticipant(Act(), user),
            incident.RemoveParticipant(Act(), user), incident.SetImpact(Act(), all, _world.Checkout, null),
            incident.AssignRole(Act(), IncidentRole.Scribe, user), incident.UnassignRole(Act(), IncidentRole.Scribe, user),
            incident.PostUpdate(Act(), all, Audience.Internal, "x"), incident.AddNote(Act(), "x"),
            incident.AddTask(Act(), new() { Title = "x" }), incident.UpdateTask(Act(), all, Guid.Empty, new()),
            incident.CompleteTask(Act(), all, Guid.Empty, TaskStatus.Done), incident.RecordFactor(Act(), FactorCategory.Other, "x"),
            incident.RecordWhy(Act(), "x"), incident.Link(Act(), incident, IncidentRelationKind.Related, []),
        ];

        Assert.All(answers, errors => Assert.Equal(["id"], Refused<NotFoundError>(errors).Field!));
        Assert.Equal(before, State.Of(incident));
    }

    [Fact]
    public void Who_makes_it_private_takes_part_and_the_facts_turn_private_first()
    {
        var incident = _world.Declared();

        Accepted(incident.ChangeVisibility(_world.By(_world.Ravi), true, "Customer data"));

        Assert.True(incident.IsVisibleTo(_world.Ravi));
        Assert.Equal([EventType.IncidentVisibilityChanged, EventType.IncidentParticipantAdded], _world.Last.Events.Select(e => e.Type));
        Assert.Equal((false, true), (_world.Last.Events[0].Before!.IsPrivate, _world.Last.Events[0].After!.IsPrivate));
        Assert.Equal(2, incident.Version);
    }

    [Fact]
    public void The_same_visibility_again_is_no_change_but_still_needs_a_reason()
    {
        var incident = _world.Declared();

        Accepted(incident.ChangeVisibility(_world.By(_world.Ravi), false, "To be sure"));
        Assert.Equal(1, incident.Version);
        Refused<ValidationError>(incident.ChangeVisibility(_world.By(_world.Ravi), false, ""));
    }

    [Fact]
    public void Somebody_takes_part_once_and_leaves_once()
    {
        var incident = _world.Declared();
        var rosa = UserOf(_world.Rosa);

        Accepted(incident.AddParticipant(_world.By(_world.Ravi), rosa));
        Refused<AlreadyExistsError>(incident.AddParticipant(_world.By(_world.Ravi), rosa));
        Accepted(incident.RemoveParticipant(_world.By(_world.Ravi), rosa));
        Refused<NotFoundError>(incident.RemoveParticipant(_world.By(_world.Ravi), rosa));
    }

    [Fact]
    public void Whoever_holds_a_role_is_not_removed()
    {
        var incident = _world.Declared();
        Accepted(incident.AssignRole(_world.By(_world.Ravi), IncidentRole.Scribe, UserOf(_world.Rosa)));

        Refused<ValidationError>(incident.RemoveParticipant(_world.By(_world.Ravi), UserOf(_world.Rosa)));
    }

    [Fact]
    public void Roles_contain_the_ones_before_them()
    {
        Assert.True(_world.Ada.Has(UserRole.Publisher));
        Assert.True(_world.Paula.Has(UserRole.Responder));
        Assert.False(_world.Vera.Has(UserRole.Responder));
    }
}
