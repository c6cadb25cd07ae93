using IncidentGraph.Domain.Events;

namespace IncidentGraph.Data.Commits;

/// <summary>A command under way. Its id stays the same over all attempts, so that an unknown commit can be settled.</summary>
internal sealed record Pending(Command Command, Guid CommandId)
{
    /// <summary>That the last attempt decided.</summary>
    public int EventCount { get; set; }
}

/// <summary>What one command came to within the open transaction.</summary>
internal sealed class Outcome
{
    public required CommitResult Result { get; set; }

    public IReadOnlyList<DomainEvent> Events { get; init; } = [];

    public IdempotencyRow? Remembered { get; init; }

    /// <summary>Whether there is something to commit.</summary>
    public bool IsNew => Result is { IsAccepted: true, IsReplay: false };
}
