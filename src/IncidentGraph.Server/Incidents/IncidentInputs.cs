using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Incidents;

public sealed record ServiceImpactInput(string ServiceId, ImpactLevel? Level, string? Note);

public sealed record ChannelInput(string Kind, string Name, string? Url, int Priority)
{
    public Channel ToChannel() => new(Kind, Name, Url, Priority);
}

public sealed record DeclareIncidentInput(
    string Title, string? Summary, IncidentType? Type, IncidentSource? Source, DateTimeOffset? OccurredAt, DateTimeOffset? DetectedAt,
    bool Triage, string? SeverityId, Grade? Impact, Grade? Urgency, IReadOnlyList<ServiceImpactInput>? Services,
    IReadOnlyList<string>? Symptoms, IReadOnlyList<string>? ErrorMessages, string? CustomerImpact, bool IsPrivate, bool IsTest,
    string? WarRoomUrl, IReadOnlyList<ChannelInput>? Channels, string? IdempotencyKey) : IMutationInput;

public sealed record AcceptIncidentInput(
    string Id, string? SeverityId, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record DeclineIncidentInput(
    string Id, string Reason, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record AcknowledgeIncidentInput(
    string Id, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record IdentifyIncidentInput(
    string Id, string SuspectedCause, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record MitigateIncidentInput(
    string Id, string Note, IReadOnlyList<ServiceImpactInput>? Services, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey)
    : ITargetInput;

public sealed record ResolveIncidentInput(
    string Id, string? Resolution, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record CloseIncidentInput(
    string Id, string? PostmortemWaiver, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record ReopenIncidentInput(
    string Id, string Reason, IReadOnlyList<ServiceImpactInput>? Services, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey)
    : ITargetInput;

public sealed record MergeIncidentInput(string Id, string IntoId, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record CancelIncidentInput(string Id, string Reason, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record ChangeIncidentSeverityInput(
    string Id, string SeverityId, string Reason, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record UpdateIncidentInput(
    string Id, Change<string?> Title, Change<string?> Summary, Change<IncidentType?> Type, Change<Grade?> Impact, Change<Grade?> Urgency,
    Change<IReadOnlyList<string>?> Symptoms, Change<IReadOnlyList<string>?> ErrorMessages, Change<string?> CustomerImpact,
    Change<string?> WarRoomUrl, Change<IReadOnlyList<ChannelInput>?> Channels, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record CorrectIncidentTimesInput(
    string Id, string Reason, Change<DateTimeOffset?> OccurredAt, Change<DateTimeOffset?> DetectedAt, Change<DateTimeOffset?> AcknowledgedAt,
    Change<DateTimeOffset?> IdentifiedAt, Change<DateTimeOffset?> MitigatedAt, Change<DateTimeOffset?> ResolvedAt,
    int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record ChangeIncidentVisibilityInput(
    string Id, bool IsPrivate, string Reason, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record AddIncidentParticipantInput(string Id, string UserId, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record RemoveIncidentParticipantInput(string Id, string UserId, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record SetServiceImpactInput(
    string Id, string ServiceId, ImpactLevel? Level, string? Note, DateTimeOffset? At, int? ExpectedVersion, string? IdempotencyKey)
    : ITargetInput;

public sealed record AssignIncidentRoleInput(
    string Id, IncidentRole Role, string UserId, string? HandoverNote, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record UnassignIncidentRoleInput(
    string Id, IncidentRole Role, string UserId, string? HandoverNote, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record PostIncidentUpdateInput(
    string Id, Audience Audience, string Body, string? CorrectsId, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record AddTimelineNoteInput(
    string Id, string Note, DateTimeOffset? OccurredAt, string? CorrectsId, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record LinkIncidentsInput(
    string Id, string TargetId, IncidentRelationKind Kind, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;
