using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Events;

/// <summary>One command being decided: who acts, when, and the events that it causes, in the order they happen.</summary>
public sealed class Act(Caller by, DateTimeOffset at, Guid commandId, bool isImport = false, string? traceId = null)
{
    private readonly List<DomainEvent> _events = [];

    public Caller By { get; } = by;

    /// <summary>When the command is carried out, to the millisecond.</summary>
    public DateTimeOffset At { get; } = at.ToMoment();

    public Guid CommandId { get; } = commandId;

    /// <summary>An import restores history: the order of stamps holds, guards and rights do not.</summary>
    public bool IsImport { get; } = isImport;

    public string? TraceId { get; } = traceId;

    public IReadOnlyList<DomainEvent> Events => _events;

    internal void Record(DomainEvent happened) => _events.Add(happened);

    internal Guid NewId() => Ids.New(At);
}
