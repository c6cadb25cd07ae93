using IncidentGraph.Data;
using IncidentGraph.Data.Search;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Search;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Search;

[QueryType]
public sealed class SearchQueries(IncidentDbContext db, CurrentCaller caller, NodeLoader nodes)
{
    private const int MostWords = 32;

    /// <summary>One statement for the page, then one for the objects of each type on it.</summary>
    public async Task<Connection> SearchAsync(string text, IReadOnlyList<SearchType>? types, PageArguments page, CancellationToken ct)
    {
        var sought = Read(text);
        var hits = Ranking.Rank(Found(sought, types), sought);
        var ranked = await Pager.PageAsync(hits, SearchOrder.Of(sought), page, SearchHitView.From, ct);
        return ranked with { Edges = await WithNodesAsync(ranked.Edges, sought, ct) };
    }

    /// <exception cref="RequestException">Text that no database can hold, or more of it than anybody types.</exception>
    private static Sought Read(string text)
    {
        if (!TextRules.IsStorable(text))
            throw new RequestException("BAD_USER_INPUT", "The text holds U+0000 or half of a surrogate pair.", "Send well-formed Unicode text.");
        if (text.Length > TextRules.Short)
            throw new RequestException("BAD_USER_INPUT", $"The text has {text.Length} characters.", $"Search for at most {TextRules.Short}.");
        var sought = Sought.Of(text);
        return sought.Words.Count <= MostWords
            ? sought
            : throw new RequestException("BAD_USER_INPUT", $"The text has {sought.Words.Count} words.", $"Search for at most {MostWords}.");
    }

    /// <summary>What is hidden from the caller is left out before anything is ranked, counted or paged.</summary>
    private IQueryable<SearchDocument> Found(Sought sought, IReadOnlyList<SearchType>? types)
    {
        var visible = db.Incidents.VisibleTo(caller.Known);
        var found = sought.Words.Count == 0 ? db.SearchDocuments.Where(d => false) : db.Having(sought.Words);
        if (!caller.Known.SeesPrivate)
            found = found.Where(d => d.IncidentId == null || visible.Any(i => i.Id == d.IncidentId));
        if (types is not null)
            found = found.Where(d => types.Contains(d.Type));
        return sought.Phrases.Where(phrase => phrase.Words.Count > 1).Select(phrase => phrase.Pattern)
            .Aggregate(found, (rest, pattern) => rest.Where(d => d.TitleLine.Contains(pattern) || d.BodyLine.Contains(pattern)));
    }

    /// <summary>What was hidden since the page was read has no node any more.</summary>
    private async Task<IReadOnlyList<Edge>> WithNodesAsync(IReadOnlyList<Edge> edges, Sought sought, CancellationToken ct)
    {
        var asked = edges.Select(edge => (edge.Cursor, Hit: (SearchHitView)edge.Node, Node: nodes.Load(((SearchHitView)edge.Node).Ref))).ToList();
        var found = new List<Edge>(asked.Count);
        foreach (var (cursor, hit, node) in asked)
        {
            if (await node.GetAsync(ct) is { } seen)
                found.Add(new SearchEdge(cursor, seen, hit, sought));
        }

        return found;
    }
}
