using System.Linq.Expressions;
using IncidentGraph.Server.Filtering;

namespace IncidentGraph.Server.Connections;

/// <summary>A row read together with the values of its sort keys, of which its cursor is made.</summary>
internal sealed class Keyed<TView>
{
    public long Parent { get; init; }

    public required TView View { get; init; }

    public required object[] Keys { get; init; }

    /// <summary>Selects just the columns of the view and the keys.</summary>
    public static Expression<Func<T, Keyed<TView>>> Select<T>(
        Expression<Func<T, TView>> view, Sort<T> sort, Expression<Func<T, long>>? parent = null)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var keys = sort.Keys.Select(k => Expression.Convert(Rebind.Body(k.Key, row), typeof(object)));
        var type = typeof(Keyed<TView>);
        var body = Expression.MemberInit(
            Expression.New(type),
            Expression.Bind(type.GetProperty(nameof(Parent))!, parent is null ? Expression.Constant(0L) : Rebind.Body(parent, row)), // defined above
            Expression.Bind(type.GetProperty(nameof(View))!, Rebind.Body(view, row)), // defined above
            Expression.Bind(type.GetProperty(nameof(Keys))!, Expression.NewArrayInit(typeof(object), keys))); // defined above
        return Expression.Lambda<Func<T, Keyed<TView>>>(body, row);
    }
}
