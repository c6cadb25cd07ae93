using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Connections;

/// <summary>Turns rows that were read, one more than the page holds, into a page.</summary>
internal static class Pages
{
    public static Connection Of<T, TView>(
        IReadOnlyList<Keyed<TView>> rows, Sort<T> sort, PageArguments page, Func<Deferred<int>> count, Func<TView, object> node)
    {
        var hasMore = rows.Count > page.Size;
        IEnumerable<Keyed<TView>> shown = rows.Take(page.Size);
        if (page.IsBackward)
            shown = shown.Reverse();
        var edges = shown.Select(r => new Edge(PageCursor.Write(sort.Signature, r.Keys), node(r.View))).ToList();
        return new Connection(edges, Info(edges, page, hasMore), count);
    }

    /// <summary>A cursor that was passed proves that there is something on its far side.</summary>
    public static PageInfo Info(IReadOnlyList<Edge> edges, PageArguments page, bool hasMore) => new(
        page.IsBackward ? page.Before is not null : hasMore,
        page.IsBackward ? hasMore : page.After is not null,
        edges.Count > 0 ? edges[0].Cursor : null,
        edges.Count > 0 ? edges[^1].Cursor : null);

    /// <summary>The rows between the cursors.</summary>
    public static IQueryable<T> Between<T>(IQueryable<T> rows, Sort<T> sort, PageArguments page)
    {
        var types = sort.Keys.Select(k => k.Key.ReturnType).ToList();
        if (page.After is not null)
            rows = rows.Where(Keyset.After(sort, PageCursor.Read(page.After, sort.Signature, types), isBackward: false));
        if (page.Before is not null)
            rows = rows.Where(Keyset.After(sort, PageCursor.Read(page.Before, sort.Signature, types), isBackward: true));
        return rows;
    }
}
