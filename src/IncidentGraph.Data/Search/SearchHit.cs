namespace IncidentGraph.Data.Search;

/// <summary>A document and how well it fits, in SQL.</summary>
public sealed class SearchHit
{
    public required SearchDocument Document { get; init; }

    public required int Score { get; init; }
}
