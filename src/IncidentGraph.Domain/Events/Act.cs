using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Events;

/// <summary>One command being decided: who acts, when, and the events that it causes, in the order they happen.</summary>
public sealed class Act
{
    private readonly List<DomainEvent> _events;

    public Act(Caller by, DateTimeOffset at, Guid commandId, bool isImport = false, string? traceId = null)
    {
        (By, At, RecordedAt) = (by, at.ToMoment(), at.ToMoment());
        (CommandId, IsImport, TraceId) = (commandId, isImport, traceId);
        _events = [];
    }

    private Act(Act whole, Caller by, DateTimeOffset at)
    {
        (By, At, RecordedAt) = (by, at.ToMoment(), whole.RecordedAt);
        (CommandId, IsImport, TraceId) = (whole.CommandId, whole.IsImport, whole.TraceId);
        _events = whole._events;
    }

    public Caller By { get; }

    /// <summary>When it is done, to the millisecond.</summary>
    public DateTimeOffset At { get; }

    /// <summary>When it is written down: the same, except for history that is restored.</summary>
    public DateTimeOffset RecordedAt { get; }

    public Guid CommandId { get; }

    /// <summary>An import restores history: the order of stamps holds, guards and rights do not.</summary>
    public bool IsImport { get; }

    public string? TraceId { get; }

    public IReadOnlyList<DomainEvent> Events => _events;

    /// <summary>A part of the same command that was done by somebody else, and earlier: history is restored in one go.</summary>
    public Act Restoring(Caller by, DateTimeOffset at)
        => IsImport ? new(this, by, at) : throw new InvalidOperationException("Only an import restores history.");

    internal void Record(DomainEvent happened) => _events.Add(happened);

    internal Guid NewId() => Ids.New(RecordedAt);
}
