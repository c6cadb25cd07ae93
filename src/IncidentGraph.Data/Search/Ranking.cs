using IncidentGraph.Domain.Search;

namespace IncidentGraph.Data.Search;

/// <summary>
/// How well a document fits, from its own words alone. What databases offer (bm25, ts_rank) differs between them, and
/// bm25 also moves with every document that is added: pages would overlap while incidents are declared.
/// </summary>
public static class Ranking
{
    /// <summary>The number or key is all that was asked for.</summary>
    private const int Named = 100;

    private const int InTitle = 10;
    private const int TitleInARow = 10;
    private const int BodyInARow = 3;

    /// <summary>A word counts as often as the body has it, up to here.</summary>
    private const int MostInBody = 3;

    public static IQueryable<SearchHit> Rank(IQueryable<SearchDocument> found, Sought sought)
    {
        var whole = sought.Words.Count > 0 ? sought.Whole : "";
        var hits = found.Select(d => new SearchHit { Document = d, Score = d.NameLine == whole ? Named : 0 });
        hits = sought.Words.Select(word => word.Pattern).Aggregate(hits, AddWord);
        return sought.Words.Count < 2 ? hits : hits.Select(h => new SearchHit
        {
            Document = h.Document,
            Score = h.Score + (h.Document.TitleLine.Contains(whole) ? TitleInARow : h.Document.BodyLine.Contains(whole) ? BodyInARow : 0),
        });
    }

    private static IQueryable<SearchHit> AddWord(IQueryable<SearchHit> hits, string pattern)
    {
        var length = pattern.Length;
        return hits.Select(h => new
        {
            h.Document,
            h.Score,
            IsInTitle = h.Document.TitleLine.Contains(pattern),
            Times = (h.Document.BodyLine.Length - h.Document.BodyLine.Replace(pattern, "").Length) / length,
        }).Select(h => new SearchHit
        {
            Document = h.Document,
            Score = h.Score + (h.IsInTitle ? InTitle : 0) + (h.Times > MostInBody ? MostInBody : h.Times),
        });
    }
}
