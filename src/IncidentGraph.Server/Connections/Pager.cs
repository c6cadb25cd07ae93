using System.Linq.Expressions;
using IncidentGraph.Server.Binding;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Connections;

/// <summary>Reads one page of a root list: one statement, and one more when the total is asked for.</summary>
internal static class Pager
{
    public static async Task<Connection> PageAsync<T, TView>(
        IQueryable<T> rows, Sort<T> sort, PageArguments page, Expression<Func<T, TView>> view,
        CancellationToken ct, Func<TView, object>? node = null)
        where TView : class
    {
        var size = page.Size;
        var wanted = Keyset.Order(Pages.Nearest(rows, sort, page, size + 1), sort, page.IsBackward)
            .Select(Keyed<TView>.Select(view, sort))
            .Take(size + 1);
        return Pages.Of(await wanted.ToListAsync(ct), sort, page, () => new Deferred<int>(rows.CountAsync), node ?? (v => v));
    }
}
