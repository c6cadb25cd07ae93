using IncidentGraph.Domain.People;

namespace IncidentGraph.Data.Commits;

/// <summary>One thing that somebody wants done. Deciding may happen again, on fresh state, and must have no other effect.</summary>
public sealed class Command
{
    public required Caller By { get; init; }

    public required Func<Work, CancellationToken, Task<Decision>> Decide { get; init; }

    /// <summary>Makes a repetition of a success answer with the first outcome.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Restores history: its parts are done at their own times and by whom they were (<c>Act.Restoring</c>).</summary>
    public bool IsImport { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Whether it looks at events: in a batch, those of the commands before it are in the log then.</summary>
    public bool ReadsLog { get; init; }

    /// <summary>
    /// Whether it asks the database for nothing that commands before it change, and leaves nothing there when it is refused: in a batch it is then saved
    /// together with them. What they left it takes with <see cref="Work.Hold"/>.
    /// </summary>
    public bool IsContained { get; init; }

    /// <summary>When it is carried out; null is now. Only seeding sets it.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <param name="Scope">Issuer, subject and mutation: keys of different callers never meet.</param>
/// <param name="Key">What the caller sent.</param>
/// <param name="InputHash">Of the input, so that another input under the same key is told apart; at most 128 characters.</param>
public sealed record IdempotencyKey(string Scope, string Key, string InputHash);
