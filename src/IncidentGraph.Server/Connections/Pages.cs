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
    public static IQueryable<T> Between<T>(IQueryable<T> rows, Sort<T> sort, PageArguments page) =>
        Beyond(Beyond(rows, sort, page.After, isBackward: false), sort, page.Before, isBackward: true);

    /// <summary>The rows between the cursors, or at least so many of them from the one at which the page begins.</summary>
    public static IQueryable<T> Nearest<T>(IQueryable<T> rows, Sort<T> sort, PageArguments page, int count)
    {
        var (from, to) = page.IsBackward ? (page.Before, page.After) : (page.After, page.Before);
        return from is null || sort.Keys.Count == 1
            ? Between(rows, sort, page)
            : Keyset.FirstAfter(Beyond(rows, sort, to, !page.IsBackward), sort, Place(sort, from), page.IsBackward, count);
    }

    private static IQueryable<T> Beyond<T>(IQueryable<T> rows, Sort<T> sort, string? cursor, bool isBackward) =>
        cursor is null ? rows : rows.Where(Keyset.After(sort, Place(sort, cursor), isBackward));

    private static IReadOnlyList<object> Place<T>(Sort<T> sort, string cursor) =>
        PageCursor.Read(cursor, sort.Signature, [.. sort.Keys.Select(k => k.Key.ReturnType)]);
}
