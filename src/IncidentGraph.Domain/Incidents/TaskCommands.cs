using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Incidents;

/// <summary>What is known when a task is added.</summary>
public sealed record AddTask
{
    public required string Title { get; init; }

    public string? Description { get; init; }

    public bool IsRequired { get; init; }

    public User? Assignee { get; init; }

    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>
/// A partial change of an open task. Whether it is required cannot change: who would not have it done waives it, and says why.
/// </summary>
public sealed record UpdateTask
{
    public Change<string?> Title { get; init; }

    public Change<string?> Description { get; init; }

    public Change<User?> Assignee { get; init; }

    public Change<DateTimeOffset?> DueAt { get; init; }
}
