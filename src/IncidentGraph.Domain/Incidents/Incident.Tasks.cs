using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// What there is to do: while it is open, and after it is resolved until it is closed. What remains then is a follow-up's.
public sealed partial class Incident
{
    private bool IsWorkedOn => IsOpen || Status == IncidentStatus.Resolved;

    /// <summary>The new task is the last of <see cref="Tasks"/>. Its assignee takes part, and so sees a private incident.</summary>
    public IReadOnlyList<DomainError> AddTask(Act act, AddTask command)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        CheckPlannable(command, checks);
        var title = checks.Required(command.Title, TextRules.Title, "title");
        var description = checks.Optional(command.Description, TextRules.Long, "description");
        CheckAssignee(command.Assignee, checks);
        var dueAt = Due(act, command.DueAt, null, checks);
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        var task = Plan(act, command, title);
        (task.Description, task.DueAt) = (description, dueAt);
        task.Assign(command.Assignee);
        var what = command.IsRequired ? "a required task" : "a task";
        var forWhom = command.Assignee is { } assignee ? $" for {assignee.DisplayName}" : "";
        Record(act, new TaskAdded(task.Id), $"{act.By.DisplayName} added {what}{forWhom} to incident {Number}: {title}");
        if (command.Assignee is not null)
            LetTakePart(act, command.Assignee);
        return [];
    }

    public IReadOnlyList<DomainError> UpdateTask(Act act, SeverityCatalog severities, Guid taskId, UpdateTask command)
    {
        var bars = TaskBars(act, severities, taskId, out var task);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var changes = new FieldChanges();
        Compare(act, task!, command, checks, changes); // without bars there is one
        if (checks.Failed || !changes.Any)
            return checks.Errors;

        Touch(act);
        var title = task!.Title;
        changes.Apply();
        var fields = FieldChanges.Words(changes.Changes);
        Record(
            act,
            new TaskUpdated(task.Id, changes.Changes),
            $"{act.By.DisplayName} changed {fields} of the task \"{title}\" of incident {Number}");
        if (command.Assignee is { IsSet: true, Value: { } assignee })
            LetTakePart(act, assignee);
        return [];
    }

    /// <param name="act">Who, and when.</param>
    /// <param name="severities">All severities.</param>
    /// <param name="taskId">One of <see cref="Tasks"/>.</param>
    /// <param name="status">DONE, or WAIVED.</param>
    /// <param name="result">What came of it. Needed to waive: then it is the reason.</param>
    public IReadOnlyList<DomainError> CompleteTask(
        Act act, SeverityCatalog severities, Guid taskId, TaskStatus status, string? result = null)
    {
        var bars = TaskBars(act, severities, taskId, out var task);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        if (status == TaskStatus.Open)
            checks.Invalid("A task is not completed by leaving it open.", "Use DONE or WAIVED.", "status");
        var told = status == TaskStatus.Waived
            ? checks.Required(result, TextRules.Long, "result")
            : checks.Optional(result, TextRules.Long, "result");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        (task!.Status, task.Result, task.CompletedAt, task.CompletedById) = (status, told, act.At, act.By.ActorId); // see above
        OpenRequiredTasks -= task.IsRequired ? 1 : 0;
        var how = status == TaskStatus.Waived ? "waived" : "completed";
        var summary = $"{act.By.DisplayName} {how} the task \"{task.Title}\" of incident {Number}";
        Record(act, new TaskCompleted(task.Id), told is null ? summary : $"{summary}: {told}");
        return [];
    }

    private IncidentTask Plan(Act act, AddTask command, string title)
    {
        var task = new IncidentTask
        {
            Id = act.NewId(),
            IncidentId = Id,
            Ordinal = ++PartCount,
            Title = title,
            IsRequired = command.IsRequired,
        };
        _tasks.Add(task);
        TaskCount++;
        OpenRequiredTasks += task.IsRequired ? 1 : 0;
        return task;
    }
}
