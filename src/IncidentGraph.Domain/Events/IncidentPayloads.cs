using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Events;

public sealed record IncidentDeclared(string Title, IncidentStatus Status, int? SeverityLevel) : EventPayload;

public sealed record IncidentAcknowledged : EventPayload;

/// <summary>A move of the lifecycle, from one status to another.</summary>
public abstract record IncidentMoved(IncidentStatus PreviousStatus, IncidentStatus Status) : EventPayload;

public sealed record IncidentAccepted(IncidentStatus PreviousStatus, IncidentStatus Status, int? SeverityLevel)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentDeclined(IncidentStatus PreviousStatus, IncidentStatus Status, string Reason)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentIdentified(IncidentStatus PreviousStatus, IncidentStatus Status, string SuspectedCause)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentMitigated(IncidentStatus PreviousStatus, IncidentStatus Status, string Note)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentResolved(IncidentStatus PreviousStatus, IncidentStatus Status, string? Resolution)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentClosed(IncidentStatus PreviousStatus, IncidentStatus Status, string? PostmortemWaiver)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentReopened(IncidentStatus PreviousStatus, IncidentStatus Status, string Reason)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentMerged(IncidentStatus PreviousStatus, IncidentStatus Status, long TargetId)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentCanceled(IncidentStatus PreviousStatus, IncidentStatus Status, string Reason)
    : IncidentMoved(PreviousStatus, Status);

public sealed record IncidentSeverityChanged(int? PreviousSeverityLevel, int SeverityLevel, string Reason) : EventPayload;

public sealed record IncidentUpdated(IReadOnlyList<FieldChange> Changes) : EventPayload;

public sealed record IncidentTimesCorrected(IReadOnlyList<FieldChange> Changes, string Reason) : EventPayload;

public sealed record IncidentVisibilityChanged(bool IsPrivate, string Reason) : EventPayload;

/// <param name="UserId">Who.</param>
/// <param name="IsReporter">Then they could see it before, however private.</param>
public sealed record IncidentParticipantAdded(long UserId, bool IsReporter = false) : EventPayload;

public sealed record IncidentParticipantRemoved(long UserId) : EventPayload;

public sealed record ServiceImpactSet(ImpactLevel? PreviousLevel, ImpactLevel? Level) : EventPayload;

public sealed record IncidentRoleAssigned(IncidentRole Role, long UserId, long? PreviousUserId, string? HandoverNote)
    : EventPayload;

public sealed record IncidentRoleUnassigned(IncidentRole Role, long UserId, string? HandoverNote) : EventPayload;

public sealed record IncidentUpdatePosted(Guid UpdateId) : EventPayload;

/// <param name="Note">What is noted.</param>
/// <param name="CorrectsId">The event of the note that this one corrects.</param>
public sealed record TimelineNoteAdded(string Note, Guid? CorrectsId = null) : EventPayload;
