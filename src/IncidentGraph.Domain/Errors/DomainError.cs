using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Errors;

/// <summary>An expected refusal: it says what to do, and nothing has changed.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Field">Path into the mutation's input, null when it concerns the whole.</param>
/// <param name="Remedy">What the caller can do.</param>
public abstract record DomainError(string Message, IReadOnlyList<string>? Field, string Remedy);

public sealed record ValidationError(string Message, IReadOnlyList<string>? Field, string Remedy)
    : DomainError(Message, Field, Remedy);

public sealed record InvalidTimeError(
    string Message, IReadOnlyList<string>? Field, string Remedy, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter)
    : DomainError(Message, Field, Remedy);

/// <summary>Unknown, of another type, or hidden from the caller: never told apart.</summary>
public sealed record NotFoundError(string Message, IReadOnlyList<string>? Field, string Remedy)
    : DomainError(Message, Field, Remedy);

/// <summary>The caller's role suffices for the mutation, not for this object.</summary>
public sealed record NotAllowedError(
    string Message, IReadOnlyList<string>? Field, string Remedy, IReadOnlyList<string> AnyOf)
    : DomainError(Message, Field, Remedy);

public sealed record TransitionError(
    string Message, IReadOnlyList<string>? Field, string Remedy, string CurrentStatus, IReadOnlyList<string> Allowed)
    : DomainError(Message, Field, Remedy);

public sealed record GuardUnmetError(
    string Message, IReadOnlyList<string>? Field, string Remedy, IReadOnlyList<Blocker> Blockers)
    : DomainError(Message, Field, Remedy);

public sealed record VersionConflictError(
    string Message, IReadOnlyList<string>? Field, string Remedy, int ExpectedVersion, int ActualVersion, EntityRef Current)
    : DomainError(Message, Field, Remedy);

public sealed record AlreadyExistsError(
    string Message, IReadOnlyList<string>? Field, string Remedy, EntityRef? Existing)
    : DomainError(Message, Field, Remedy);

public sealed record CycleError(
    string Message, IReadOnlyList<string>? Field, string Remedy, IReadOnlyList<EntityRef> Path)
    : DomainError(Message, Field, Remedy);

public sealed record IdempotencyConflictError(string Message, IReadOnlyList<string>? Field, string Remedy)
    : DomainError(Message, Field, Remedy);
