using IncidentGraph.Domain;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Postmortems;

public sealed record StartPostmortemInput(
    string IncidentId, string? OwnerId, DateTimeOffset? DueAt, int? ExpectedVersion, string? IdempotencyKey) : IMutationInput;

public sealed record FaultTreeEntryInput(string Key, string? ParentKey, FaultGate Gate, string Text, string? ServiceId);

public sealed record MeetingInput(DateTimeOffset At, string? Url);

public sealed record PostmortemTimelineEntryInput(string EventId, string? Annotation);

public sealed record UpdatePostmortemInput(
    string Id, Change<string?> OwnerId, Change<DateTimeOffset?> DueAt, Change<IReadOnlyList<string>?> ParticipantIds,
    Change<string?> Summary, Change<string?> CustomerImpact, Change<string?> RootCause, Change<IReadOnlyList<string>?> WhatWorked,
    Change<IReadOnlyList<string>?> WhatDidNotWork, Change<IReadOnlyList<string>?> WhereWeGotLucky, Change<IReadOnlyList<string>?> Lessons,
    Change<IReadOnlyList<FaultTreeEntryInput>?> FaultTree, Change<MeetingInput?> ReviewMeeting,
    Change<IReadOnlyList<PostmortemTimelineEntryInput>?> Timeline, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record SubmitPostmortemInput(string Id, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record ReturnPostmortemInput(string Id, string Reason, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record ApprovePostmortemInput(string Id, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record PublishPostmortemInput(string Id, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;

public sealed record ClosePostmortemInput(string Id, int? ExpectedVersion, string? IdempotencyKey) : ITargetInput;
