using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Connections;

/// <summary>A page of a list that the domain bounds and that is read whole; cursors name the items by their key.</summary>
internal static class MemoryPage
{
    private const string Signature = "key";

    public static string Cursor(long key) => PageCursor.Write(Signature, [key]);

    /// <exception cref="RequestException">A cursor that names no item.</exception>
    public static (IReadOnlyList<T> Shown, bool HasMore) Of<T>(IReadOnlyList<T> all, PageArguments page, Func<T, long> key)
    {
        var from = page.After is null ? 0 : Place(all, page.After, key) + 1;
        var to = page.Before is null ? all.Count : Place(all, page.Before, key);
        var between = all.Skip(from).Take(Math.Max(0, to - from)).ToList();
        var shown = page.IsBackward ? between.TakeLast(page.Size) : between.Take(page.Size);
        return ([.. shown], between.Count > page.Size);
    }

    private static int Place<T>(IReadOnlyList<T> all, string cursor, Func<T, long> key)
    {
        var sought = (long)PageCursor.Read(cursor, Signature, [typeof(long)])[0];
        for (var i = 0; i < all.Count; i++)
        {
            if (key(all[i]) == sought)
                return i;
        }

        throw new RequestException("CURSOR_INVALID", "The cursor names nothing in this list.", "Start again without a cursor.");
    }
}
