using System.Linq.Expressions;
using IncidentGraph.Server.Filtering;

namespace IncidentGraph.Server.Connections;

/// <summary>
/// The rows after a place in an order, as <c>k &gt;= @k AND (k &gt; @k OR …)</c>, a form that an index on the keys serves.
/// </summary>
internal static class Keyset
{
    public static Expression<Func<T, bool>> After<T>(Sort<T> sort, IReadOnlyList<object> place, bool isBackward)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? rest = null;
        for (var i = sort.Keys.Count - 1; i >= 0; i--)
        {
            var key = sort.Keys[i];
            var column = Rebind.Body(key.Key, row);
            var value = Parameters.Of(place[i], column.Type);
            var isBelow = key.IsDescending != isBackward;
            var beyond = Compare(column, value, isBelow ? ExpressionType.LessThan : ExpressionType.GreaterThan);
            rest = rest is null
                ? beyond
                : Expression.AndAlso(
                    Compare(column, value, isBelow ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual),
                    Expression.OrElse(beyond, rest));
        }

        return Expression.Lambda<Func<T, bool>>(rest!, row); // an order has at least its tie-break
    }

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

    /// <summary>Text is compared by <see cref="string.Compare(string, string)"/>, which databases translate to their binary order.</summary>
    private static Expression Compare(Expression column, Expression value, ExpressionType kind)
    {
        if (column.Type != typeof(string))
            return Expression.MakeBinary(kind, column, value);
        var compare = Expression.Call(typeof(string), nameof(string.Compare), null, column, value);
        return Expression.MakeBinary(kind, compare, Expression.Constant(0));
    }
}
