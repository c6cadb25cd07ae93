namespace IncidentGraph.Domain.Events;

public sealed record PostmortemStarted(long PostmortemId) : EventPayload;

public sealed record PostmortemUpdated(long PostmortemId, IReadOnlyList<FieldChange> Changes) : EventPayload;

public sealed record PostmortemSubmitted(long PostmortemId) : EventPayload;

public sealed record PostmortemReturned(long PostmortemId, string Reason) : EventPayload;

public sealed record PostmortemApproved(long PostmortemId) : EventPayload;

public sealed record PostmortemPublished(long PostmortemId) : EventPayload;

public sealed record PostmortemClosed(long PostmortemId) : EventPayload;

public sealed record FollowUpAdded(long FollowUpId) : EventPayload;

public sealed record FollowUpUpdated(long FollowUpId, IReadOnlyList<FieldChange> Changes) : EventPayload;

public sealed record FollowUpStarted(long FollowUpId) : EventPayload;

public sealed record FollowUpCompleted(long FollowUpId) : EventPayload;

public sealed record FollowUpVerified(long FollowUpId) : EventPayload;

public sealed record FollowUpDropped(long FollowUpId, string Reason) : EventPayload;
