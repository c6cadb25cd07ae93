using System.Linq.Expressions;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Connections;

/// <summary>
/// Reads the same page of a list for many parents in one statement (the first rows of each by a window), and all their
/// totals in one more. One for each field and set of arguments in an operation.
/// </summary>
internal sealed class NestedPager<T, TView>(
    IQueryable<long> parents, IQueryable<T> rows, Expression<Func<T, long>> parent, Sort<T> sort, PageArguments page, Expression<Func<T, TView>> view)
    where TView : class
{
    private readonly PageLoader _pages = new(parents, rows, parent, sort, page, view);
    private readonly CountLoader _counts = new(rows, parent);

    public Deferred<Connection> Load(long parentId, Func<TView, object>? node = null)
    {
        _ = page.Size; // a page that is too large is refused before anything is read
        return _pages.Load(parentId).Then(found => Pages.Of(
            found ?? [], sort, page, () => _counts.Load(parentId), node ?? (v => v)));
    }

    private sealed class PageLoader(
        IQueryable<long> parents, IQueryable<T> rows, Expression<Func<T, long>> parent, Sort<T> sort, PageArguments page, Expression<Func<T, TView>> view)
        : BatchLoader<long, IReadOnlyList<Keyed<TView>>>
    {
        protected override async Task<Dictionary<long, IReadOnlyList<Keyed<TView>>>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
        {
            var size = page.Size;
            var found = await parents.Where(id => keys.Contains(id))
                .SelectMany(FirstOfEach(Pages.Between(rows.Where(Parents(parent, keys)), sort, page), size + 1))
                .Select(Keyed<TView>.Select(view, sort, parent))
                .ToListAsync(ct);
            return found.GroupBy(r => r.Parent).ToDictionary(g => g.Key, g => (IReadOnlyList<Keyed<TView>>)Sorted(g));
        }

        private List<Keyed<TView>> Sorted(IEnumerable<Keyed<TView>> group)
        {
            var list = group.ToList();
            list.Sort(Compare);
            return list;
        }

        /// <summary>The window numbers each parent's rows in order, but the statement's result has none.</summary>
        private int Compare(Keyed<TView> a, Keyed<TView> b)
        {
            for (var i = 0; i < sort.Keys.Count; i++)
            {
                var order = a.Keys[i] is string text
                    ? string.CompareOrdinal(text, (string)b.Keys[i])
                    : System.Collections.Comparer.DefaultInvariant.Compare(a.Keys[i], b.Keys[i]);
                if (order != 0)
                    return sort.Keys[i].IsDescending != page.IsBackward ? -order : order;
            }

            return 0;
        }

        /// <summary>Correlated by the parent alone, which databases turn into one window over all parents.</summary>
        private Expression<Func<long, IEnumerable<T>>> FirstOfEach(IQueryable<T> between, int count)
        {
            var id = Expression.Parameter(typeof(long), "id");
            var ofParent = Expression.Lambda<Func<T, bool>>(Expression.Equal(parent.Body, id), parent.Parameters);
            var own = Expression.Call(
                typeof(Queryable), nameof(Queryable.Where), [typeof(T)], between.Expression, Expression.Quote(ofParent));
            var first = Expression.Call(
                typeof(Queryable), nameof(Queryable.Take), [typeof(T)], Keyset.Order(own, sort, page.IsBackward), Parameters.Of(count, typeof(int)));
            return Expression.Lambda<Func<long, IEnumerable<T>>>(first, id);
        }
    }

    private sealed class CountLoader(IQueryable<T> rows, Expression<Func<T, long>> parent) : BatchLoader<long, int>
    {
        protected override async Task<Dictionary<long, int>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
            await rows.Where(Parents(parent, keys)).GroupBy(parent)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    private static Expression<Func<T, bool>> Parents(Expression<Func<T, long>> parent, IReadOnlyList<long> keys)
    {
        var contains = Operations.In(parent.Body, [.. keys.Cast<object>()]);
        return Expression.Lambda<Func<T, bool>>(contains, parent.Parameters);
    }
}
