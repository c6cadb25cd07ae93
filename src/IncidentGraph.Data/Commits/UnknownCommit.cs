namespace IncidentGraph.Data.Commits;

/// <summary>The commit was sent and its answer lost: it may be stored or not, and only the log can tell.</summary>
internal sealed class UnknownCommitException(IReadOnlyList<CommitResult> results, Exception inner)
    : Exception("The answer to a commit was lost.", inner)
{
    public IReadOnlyList<CommitResult> Results { get; } = results;
}
