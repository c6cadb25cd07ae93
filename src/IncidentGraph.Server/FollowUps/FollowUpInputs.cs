using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.FollowUps;

public sealed record AddFollowUpInput(
    string PostmortemId, string Title, string? Description, Grade? Priority, string? OwnerId, DateTimeOffset? DueAt, string? TicketUrl,
    int? ExpectedVersion, string? IdempotencyKey) : IMutationInput;

public sealed record UpdateFollowUpInput(
    string Id, Change<string?> Title, Change<string?> Description, Change<Grade?> Priority, Change<string?> OwnerId,
    Change<DateTimeOffset?> DueAt, Change<string?> TicketUrl, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record StartFollowUpInput(string Id, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record CompleteFollowUpInput(string Id, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record VerifyFollowUpInput(string Id, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record DropFollowUpInput(string Id, string Reason, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;
