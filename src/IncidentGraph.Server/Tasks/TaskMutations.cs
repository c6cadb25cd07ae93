using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Mutations;
using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;

namespace IncidentGraph.Server.Tasks;

/// <summary>Translates each mutation on a task; its incident decides.</summary>
[MutationType]
public sealed class TaskMutations(CallerCommands commands)
{
    public Task<MutationPayload> AddTaskAsync(AddTaskInput input, CancellationToken ct) => commands.RunAsync(
        input, IncidentCommands.On(input.IncidentId, input.ExpectedVersion, "incidentId", at => AddAsync(at, input)), ct);

    public Task<MutationPayload> UpdateTaskAsync(UpdateTaskInput input, CancellationToken ct) => commands.RunAsync(
        input, TaskCommands.On(input, (at, task) => UpdateAsync(at, task, input)), ct);

    public Task<MutationPayload> CompleteTaskAsync(CompleteTaskInput input, CancellationToken ct) => commands.RunAsync(
        input,
        TaskCommands.On(input, (at, task) => Task.FromResult(Decisions.Of(
            at.Incident.CompleteTask(at.Act, at.Severities, task, input.Status ?? TaskStatus.Done, input.Result), Ref(task)))),
        ct);

    private static async Task<Decision> AddAsync(IncidentWork at, AddTaskInput input)
    {
        var assignee = input.AssigneeId is null ? null : await at.Work.FindUserAsync(input.AssigneeId, at.Aborted);
        if (input.AssigneeId is not null && assignee is null)
            return Decisions.NotFound("user", "assigneeId");
        var errors = at.Incident.AddTask(at.Act, ToCommand(input, assignee));
        return errors.Count > 0 ? Decisions.Of(errors) : Decisions.Of([], Ref(at.Incident.Tasks[^1].Id));
    }

    private static async Task<Decision> UpdateAsync(IncidentWork at, Guid task, UpdateTaskInput input)
    {
        var assignee = input.AssigneeId.Value is { } id ? await at.Work.FindUserAsync(id, at.Aborted) : null;
        if (input.AssigneeId.Value is not null && assignee is null)
            return Decisions.NotFound("user", "assigneeId");
        IReadOnlyList<DomainError> errors = at.Incident.UpdateTask(at.Act, at.Severities, task, ToCommand(input, assignee));
        return Decisions.Of(errors, Ref(task));
    }

    private static AddTask ToCommand(AddTaskInput input, User? assignee) => new()
    {
        Title = input.Title,
        Description = input.Description,
        IsRequired = input.IsRequired,
        Assignee = assignee,
        DueAt = input.DueAt,
    };

    private static UpdateTask ToCommand(UpdateTaskInput input, User? assignee) => new()
    {
        Title = input.Title,
        Description = input.Description,
        Assignee = input.AssigneeId.IsSet ? Change.To(assignee) : default,
        DueAt = input.DueAt,
    };

    private static EntityRef Ref(Guid task) => EntityRef.Of("Task", task);
}
