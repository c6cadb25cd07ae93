using System.Linq.Expressions;
using IncidentGraph.Server.Filtering;

namespace IncidentGraph.Server.Connections;

/// <summary>The rows after a place in an order, in forms that an index on the keys serves.</summary>
internal static class Keyset
{
    /// <summary>
    /// As <c>k &gt;= @k AND (k &gt; @k OR …)</c>: an index finds where the rows with the same first key begin.
    /// </summary>
    public static Expression<Func<T, bool>> After<T>(Sort<T> sort, IReadOnlyList<object> place, bool isBackward)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? rest = null;
        for (var i = sort.Keys.Count - 1; i >= 0; i--)
        {
            var key = sort.Keys[i];
            var column = Rebind.Body(key.Key, row);
            var value = Parameters.Of(place[i], column.Type);
            var beyond = Compare(column, value, Beyond(key, isBackward));
            rest = rest is null
                ? beyond
                : Expression.AndAlso(
                    Compare(column, value, key.IsDescending != isBackward ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual),
                    Expression.OrElse(beyond, rest));
        }

        return Expression.Lambda<Func<T, bool>>(rest!, row); // an order has at least its tie-break
    }

    /// <summary>
    /// The first rows after a place, in their order, read from exactly there on however many share its first keys: those that share all
    /// keys but the last, as <c>a = @a AND b &gt; @b</c>, then those that share one key less, to <c>a &gt; @a</c>.
    /// </summary>
    public static IQueryable<T> FirstAfter<T>(IQueryable<T> rows, Sort<T> sort, IReadOnlyList<object> place, bool isBackward, int count) =>
        Enumerable.Range(0, sort.Keys.Count).Reverse()
            .Select(shared => Order(rows.Where(Sharing(sort, place, shared, isBackward)), sort, isBackward).Take(count))
            .Aggregate(Queryable.Concat);

    public static IQueryable<T> Order<T>(IQueryable<T> rows, Sort<T> sort, bool isBackward) =>
        rows.Provider.CreateQuery<T>(Order(rows.Expression, sort, isBackward));

    public static Expression Order<T>(Expression rows, Sort<T> sort, bool isBackward)
    {
        for (var i = 0; i < sort.Keys.Count; i++)
        {
            var isDescending = sort.Keys[i].IsDescending != isBackward;
            var method = (i == 0, isDescending) switch
            {
                (true, false) => nameof(Queryable.OrderBy),
                (true, true) => nameof(Queryable.OrderByDescending),
                (false, false) => nameof(Queryable.ThenBy),
                (false, true) => nameof(Queryable.ThenByDescending),
            };
            var key = sort.Keys[i].Key;
            rows = Expression.Call(typeof(Queryable), method, [typeof(T), key.ReturnType], rows, Expression.Quote(key));
        }

        return rows;
    }

    /// <summary>The rows with the first keys of the place, and beyond it by the key after them.</summary>
    private static Expression<Func<T, bool>> Sharing<T>(Sort<T> sort, IReadOnlyList<object> place, int shared, bool isBackward)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression CompareAt(int i, ExpressionType kind)
        {
            var column = Rebind.Body(sort.Keys[i].Key, row);
            return Compare(column, Parameters.Of(place[i], column.Type), kind);
        }

        var same = Enumerable.Range(0, shared).Select(i => CompareAt(i, ExpressionType.Equal));
        return Expression.Lambda<Func<T, bool>>(same.Append(CompareAt(shared, Beyond(sort.Keys[shared], isBackward))).Aggregate(Expression.AndAlso), row);
    }

    private static ExpressionType Beyond(SortKey key, bool isBackward) =>
        key.IsDescending != isBackward ? ExpressionType.LessThan : ExpressionType.GreaterThan;

    /// <summary>Text is compared by <see cref="string.Compare(string, string)"/>, which databases translate to their binary order.</summary>
    private static Expression Compare(Expression column, Expression value, ExpressionType kind)
    {
        if (column.Type != typeof(string))
            return Expression.MakeBinary(kind, column, value);
        var compare = Expression.Call(typeof(string), nameof(string.Compare), null, column, value);
        return Expression.MakeBinary(kind, compare, Expression.Constant(0));
    }
}
