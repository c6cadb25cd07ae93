using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Domain.Events;

public sealed record ServiceRegistered : EventPayload;

public sealed record ServiceUpdated(IReadOnlyList<FieldChange> Changes) : EventPayload;

public sealed record ServiceRetired(string Reason) : EventPayload;

public sealed record DependencyAdded(long DependsOnId, DependencyKind Kind, bool Critical) : EventPayload;

public sealed record DependencyUpdated(long DependsOnId, IReadOnlyList<FieldChange> Changes) : EventPayload;

public sealed record DependencyRemoved(long DependsOnId, DependencyKind Kind, bool Critical) : EventPayload;

public sealed record SeverityDefined(int SeverityLevel, IReadOnlyList<FieldChange> Changes) : EventPayload;

public sealed record TeamDefined(long TeamId) : EventPayload;

public sealed record UserInvited(long UserId) : EventPayload;

public sealed record UserJoined(long UserId) : EventPayload;

public sealed record UserTokensRevoked(long UserId, DateTimeOffset NotBefore, string Reason) : EventPayload;

public sealed record UserDeactivated(long UserId, string Reason) : EventPayload;

public sealed record UserReactivated(long UserId) : EventPayload;

public sealed record ApiKeyCreated(long ApiKeyId, string Name, IReadOnlyList<ApiKeyScope> Scopes, DateTimeOffset? ExpiresAt) : EventPayload;

public sealed record ApiKeyRevoked(long ApiKeyId, string Name, string Reason) : EventPayload;
