using IncidentGraph.Domain;
using IncidentGraph.Server.Mutations;
using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;

namespace IncidentGraph.Server.Tasks;

public sealed record AddTaskInput(
    string IncidentId, string Title, string? Description, bool IsRequired, string? AssigneeId, DateTimeOffset? DueAt,
    int? ExpectedVersion, string? IdempotencyKey) : IMutationInput;

public sealed record UpdateTaskInput(
    string Id, Change<string?> Title, Change<string?> Description, Change<string?> AssigneeId, Change<DateTimeOffset?> DueAt,
    int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record CompleteTaskInput(
    string Id, TaskStatus? Status, string? Result, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;
