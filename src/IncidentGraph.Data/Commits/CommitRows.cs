using IncidentGraph.Domain;

namespace IncidentGraph.Data.Commits;

/// <summary>The last number given out.</summary>
internal sealed class CounterRow
{
    public required string Name { get; init; }

    public required long Value { get; init; }
}

/// <summary>The outcome of a successful command, kept for as long as its key may be sent again.</summary>
internal sealed class IdempotencyRow
{
    /// <summary>SHA-256 of the scope, so that the key of the table stays short.</summary>
    public required string Scope { get; init; }

    public required string Key { get; init; }

    public required string InputHash { get; init; }

    public IReadOnlyList<EntityRef> Objects { get; set; } = [];

    public long? Position { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
