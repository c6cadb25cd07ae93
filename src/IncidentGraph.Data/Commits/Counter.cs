namespace IncidentGraph.Data.Commits;

/// <summary>What is numbered from 1 without gaps.</summary>
public enum Counter
{
    Incident,
    Service,
    Actor,
    Team,
    FollowUp,
}

internal static class CounterNames
{
    public static string RowName(this Counter kind) => kind.ToString().ToLowerInvariant();
}
