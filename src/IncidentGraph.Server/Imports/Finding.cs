namespace IncidentGraph.Server.Imports;

/// <summary>What became of something that a file names.</summary>
internal enum Fate
{
    Created,
    Changed,

    /// <summary>It was there before, from elsewhere, and is now known to be the same.</summary>
    Matched,
    Unchanged,
}

/// <param name="What">The kind of thing, in the plural.</param>
/// <param name="Id">Which one, unique within its kind.</param>
/// <param name="Fate">What became of it.</param>
internal sealed record Finding(string What, string Id, Fate Fate);

/// <param name="Reason">What is to be known, in the same words for all that it holds for.</param>
/// <param name="Which">Whom it holds for.</param>
/// <param name="IsLoss">Whether something of the file is not in the graph that should be.</param>
internal sealed record Remark(string Reason, string Which, bool IsLoss);
