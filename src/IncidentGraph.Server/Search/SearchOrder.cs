using System.Security.Cryptography;
using System.Text;
using IncidentGraph.Data.Search;
using IncidentGraph.Domain.Search;
using IncidentGraph.Server.Connections;

namespace IncidentGraph.Server.Search;

/// <summary>The best first, then the newest. Cursors of another search are none of this one.</summary>
internal static class SearchOrder
{
    public static Sort<SearchHit> Of(Sought sought) => new(
    [
        new SortKey(Name(sought), (SearchHit hit) => hit.Score, IsDescending: true),
        new SortKey("happenedAt", (SearchHit hit) => hit.Document.HappenedAt, IsDescending: true),
        new SortKey("id", (SearchHit hit) => hit.Document.Id, IsDescending: true),
    ]);

    private static string Name(Sought sought)
    {
        var patterns = string.Join(' ', sought.Phrases.Select(phrase => phrase.Pattern));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(patterns)).AsSpan(0, 8));
    }
}
