using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;
using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class TaskTests
{
    private readonly World _world = new();

    [Fact]
    public void A_task_is_added_for_somebody_who_then_takes_part()
    {
        var incident = _world.Declared();

        var task = Added(incident, new()
        {
            Title = " Reroute traffic ",
            Description = "Through the second gateway",
            IsRequired = true,
            Assignee = UserOf(_world.Rosa),
            DueAt = _world.Ago(-30),
        });

        Assert.Equal(("Reroute traffic", TaskStatus.Open, true, _world.Rosa.ActorId), (task.Title, task.Status, task.IsRequired, task.AssigneeId));
        Assert.Equal((2, 1), (incident.Version, incident.OpenRequiredTasks));
        Assert.Equal([_world.Rosa.ActorId], incident.Participants.Select(p => p.UserId));
        Assert.Equal([EventType.TaskAdded, EventType.IncidentParticipantAdded], _world.Last.Events.Select(e => e.Type));
        Assert.Equal("Ravi Patel added a required task for Rosa Duarte to incident 1: Reroute traffic.", _world.Last.Events[0].Summary);
    }

    [Fact]
    public void An_open_required_task_is_in_the_way_of_resolution_until_it_is_done_or_waived()
    {
        var incident = _world.Declared();
        var (done, waived) = (Added(incident, Required("Reroute")), Added(incident, Required("Warn the bank")));
        Added(incident, new() { Title = "Take notes" });

        Assert.Equal(["TASKS_OPEN"], Refused<GuardUnmetError>(Resolve(incident)).Blockers.Select(b => b.Code));
        Accepted(Complete(incident, done, TaskStatus.Done, "Rerouted"));
        Assert.Equal(["TASKS_OPEN"], Blockers(incident));
        Accepted(Complete(incident, waived, TaskStatus.Waived, "They knew"));
        Assert.Equal("Ravi Patel waived the task \"Warn the bank\" of incident 1: They knew.", _world.Last.Events[0].Summary);
        Assert.Empty(Blockers(incident));
        Accepted(Resolve(incident));
    }

    [Fact]
    public void Waiving_takes_a_reason_and_leaving_open_is_no_completion()
    {
        var incident = _world.Declared();
        var task = Added(incident, Required("Reroute"));

        Assert.Equal(["result"], Refused<ValidationError>(Complete(incident, task, TaskStatus.Waived, " ")).Field!);
        Assert.Equal(["status"], Refused<ValidationError>(Complete(incident, task, TaskStatus.Open, "x")).Field!);
        Assert.Equal(1, incident.OpenRequiredTasks);
    }

    [Fact]
    public void A_task_ends_once()
    {
        var incident = _world.Declared();
        var task = Added(incident, Required("Reroute"));
        Accepted(Complete(incident, task, TaskStatus.Done));

        Assert.Equal("DONE", Refused<TransitionError>(Complete(incident, task, TaskStatus.Waived, "x")).CurrentStatus);
        Assert.Equal("DONE", Refused<TransitionError>(Change(incident, task, new() { Title = "x" })).CurrentStatus);
        Assert.Equal(0, incident.OpenRequiredTasks);
    }

    [Fact]
    public void A_change_tells_what_changed_and_what_stays_is_none()
    {
        var incident = _world.Declared();
        var task = Added(incident, new() { Title = "Reroute", Assignee = UserOf(_world.Rosa), DueAt = _world.Ago(-10) });
        _world.Pass(20);

        Accepted(Change(incident, task, new() { DueAt = task.DueAt, Title = "Reroute" }));
        Assert.Empty(_world.Last.Events);
        Accepted(Change(incident, task, new() { Title = "Reroute all", Assignee = UserOf(_world.Paula), DueAt = null }));

        var changed = Assert.IsType<TaskUpdated>(_world.Last.Events[0].Payload);
        Assert.Equal(
            [new("title", "Reroute", "Reroute all"), new("assignee", "rosa", "paula"), new("dueAt", "2026-03-02T10:10:00.000Z", null)],
            changed.Changes);
        Assert.Equal((_world.Paula.ActorId, null), (task.AssigneeId, task.DueAt));
        Assert.Equal(3, incident.Version);
    }

    [Fact]
    public void Nothing_new_is_due_in_the_past_except_by_import()
    {
        var incident = _world.Declared();

        var error = Refused<InvalidTimeError>(incident.AddTask(_world.By(_world.Ravi), new() { Title = "x", DueAt = _world.Ago(1) }));
        Assert.Equal(["dueAt"], error.Field!);
        Assert.Equal(_world.Now, error.NotBefore);
        Accepted(incident.AddTask(_world.Importing(), new() { Title = "x", DueAt = _world.Ago(1) }));
    }

    [Fact]
    public void A_resolved_incident_gets_only_tasks_that_are_not_required_and_a_closed_one_none()
    {
        var incident = _world.Resolved(3);
        var task = Added(incident, new() { Title = "Clean up" });

        Assert.Equal(["isRequired"], Refused<ValidationError>(incident.AddTask(_world.By(_world.Ravi), Required("x"))).Field!);
        Accepted(incident.Close(_world.By(_world.Ravi), _world.Severities));
        Assert.Equal(["incidentId"], Refused<ValidationError>(incident.AddTask(_world.By(_world.Ravi), new() { Title = "x" })).Field!);
        Assert.Equal("CLOSED", Refused<TransitionError>(Complete(incident, task, TaskStatus.Done)).CurrentStatus);
    }

    [Fact]
    public void An_incident_has_so_many_tasks_and_no_more()
    {
        var incident = _world.Declared();
        for (var i = 0; i < IncidentTask.Most; i++)
            Added(incident, new() { Title = $"{i}" });

        Refused<ValidationError>(incident.AddTask(_world.By(_world.Ravi), new() { Title = "x" }));
    }

    [Fact]
    public void Somebody_who_left_gets_no_task_and_an_unknown_task_is_not_found()
    {
        var incident = _world.Declared();

        Assert.Equal(["id"], Refused<NotFoundError>(Change(incident, Guid.NewGuid(), new() { Title = "x" })).Field!);
        Refused<ValidationError>(incident.AddTask(_world.By(_world.Ravi), new() { Title = "" }));
    }

    private static AddTask Required(string title) => new() { Title = title, IsRequired = true };

    private IncidentTask Added(Incident incident, AddTask command)
    {
        Accepted(incident.AddTask(_world.By(_world.Ravi), command));
        return incident.Tasks[^1];
    }

    private IReadOnlyList<DomainError> Complete(Incident incident, IncidentTask task, TaskStatus status, string? result = null)
        => incident.CompleteTask(_world.By(_world.Ravi), _world.Severities, task.Id, status, result);

    private IReadOnlyList<DomainError> Change(Incident incident, IncidentTask task, UpdateTask command) => Change(incident, task.Id, command);

    private IReadOnlyList<DomainError> Change(Incident incident, Guid task, UpdateTask command)
        => incident.UpdateTask(_world.By(_world.Ravi), _world.Severities, task, command);

    private IReadOnlyList<DomainError> Resolve(Incident incident) => incident.Resolve(_world.By(_world.Ravi), _world.Severities);

    private IEnumerable<string> Blockers(Incident incident)
        => Transitions.For(incident.Standing(_world.Severities.Find(2)), _world.Ravi).Single(t => t.Action == IncidentAction.Resolve).Blockers.Select(b => b.Code);
}
