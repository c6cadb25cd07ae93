using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Incidents;

/// <summary>Something to do about one incident. It ends once, done or waived, and is not opened again.</summary>
public sealed class IncidentTask
{
    /// <summary>At most this many in one incident.</summary>
    public const int Most = 200;

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required string Title { get; set; }

    public string? Description { get; internal set; }

    public TaskStatus Status { get; internal set; }

    /// <summary>Whether the incident is not resolved before this is done or waived.</summary>
    public required bool IsRequired { get; init; }

    public long? AssigneeId { get; private set; }

    public User? Assignee { get; private set; }

    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>What came of it, or why it was waived.</summary>
    public string? Result { get; internal set; }

    public DateTimeOffset? CompletedAt { get; internal set; }

    public long? CompletedById { get; internal set; }

    internal void Assign(User? assignee) => (Assignee, AssigneeId) = (assignee, assignee?.Id);
}
