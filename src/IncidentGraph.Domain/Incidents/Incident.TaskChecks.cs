using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// What is asked of a task, and of the moment to work on it.
public sealed partial class Incident
{
    private List<DomainError> TaskBars(Act act, SeverityCatalog severities, Guid taskId, out IncidentTask? task)
    {
        task = _tasks.Find(t => t.Id == taskId);
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (task is null)
            return [Refusal.NotFound("task", "id")];
        if (!IsWorkedOn)
            return [Stuck(act, severities)];
        return task.Status == TaskStatus.Open ? [] : [Ended(task)];
    }

    private void CheckPlannable(AddTask command, Checks checks)
    {
        if (!IsWorkedOn)
            checks.Invalid($"The incident is {Wire.Name(Status)}.", "Add tasks until it is closed; what remains then is a follow-up.", "incidentId");
        else if (command.IsRequired && !IsOpen)
            checks.Invalid("A resolved incident gets no required task.", "Add it as one that is not required, or reopen the incident.", "isRequired");
        CheckRoom(TaskCount, IncidentTask.Most, "tasks", "incidentId", checks);
    }

    private static void CheckAssignee(User? assignee, Checks checks)
    {
        if (assignee is not null)
            CheckActive(assignee, checks, "assigneeId");
    }

    private static void CheckRoom(int count, int most, string what, string field, Checks checks)
    {
        if (count >= most)
            checks.Invalid($"The incident has {count} {what} already.", $"An incident has at most {most}.", field);
    }

    private static void Compare(Act act, IncidentTask task, UpdateTask command, Checks checks, FieldChanges changes)
    {
        if (command.Title.IsSet)
        {
            var title = checks.Required(command.Title.Value, TextRules.Title, "title");
            changes.Compare("title", task.Title, title, () => task.Title = title);
        }

        var description = checks.Optional(command.Description.Or(task.Description), TextRules.Long, "description");
        changes.Compare("description", task.Description, description, () => task.Description = description);
        var assignee = command.Assignee.Or(task.Assignee);
        if (assignee?.Id != task.AssigneeId)
            CheckAssignee(assignee, checks);
        changes.Compare("assignee", task.Assignee?.Handle, assignee?.Handle, () => task.Assign(assignee));
        var dueAt = Due(act, command.DueAt.Or(task.DueAt), task.DueAt, checks);
        changes.Compare("dueAt", TimeOf(task.DueAt), TimeOf(dueAt), () => task.DueAt = dueAt);
    }

    /// <summary>Nothing new is due in the past, except in history that is restored.</summary>
    private static DateTimeOffset? Due(Act act, DateTimeOffset? dueAt, DateTimeOffset? present, Checks checks)
    {
        var time = dueAt?.ToMoment();
        if (time < act.At && time != present && !act.IsImport)
            checks.Add(Refusal.OutOfOrder("dueAt", time.Value, act.At, null));
        return time;
    }

    private static string? TimeOf(DateTimeOffset? time) => time is { } given ? Wire.Time(given) : null;

    private static TransitionError Ended(IncidentTask task)
        => new(
            $"The task is {Wire.Name(task.Status)} since {Wire.Time(task.CompletedAt!.Value)}.", // stamped when it ended
            ["id"],
            "A task ends once; add another one.",
            Wire.Name(task.Status),
            ["addTask"]);
}
