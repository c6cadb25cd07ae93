using System.Linq.Expressions;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Filtering;

/// <summary>
/// What a filter input may ask of T, compiled to one predicate that databases evaluate and that memory can evaluate too.
/// </summary>
public sealed class FilterMap<T>
{
    private const int MostConditions = 100;

    private readonly Dictionary<string, Func<Expression, IDictionary<string, object?>, Budget, Expression>> _fields = new(StringComparer.Ordinal);

    public FilterMap<T> Value<TValue>(string name, Expression<Func<T, TValue>> column)
    {
        _fields[name] = (row, operations, budget) =>
            Operations.Compare(Rebind.Body(column, row), operations, budget);
        return this;
    }

    /// <param name="name">The input field.</param>
    /// <param name="column">Compared exactly by eq and in.</param>
    /// <param name="folded">The same text in lower case, searched by contains, startsWith and endsWith.</param>
    public FilterMap<T> Text(string name, Expression<Func<T, string?>> column, Expression<Func<T, string?>> folded)
    {
        _fields[name] = (row, operations, budget) =>
            TextOperations.Compare(Rebind.Body(column, row), Rebind.Body(folded, row), operations, budget);
        return this;
    }

    /// <param name="name">The input field.</param>
    /// <param name="column">The key that ids stand for.</param>
    /// <param name="read">Turns a global id or human key into the column's value; null when it names nothing.</param>
    public FilterMap<T> Id<TKey>(string name, Expression<Func<T, TKey>> column, Func<string, object?> read)
    {
        _fields[name] = (row, operations, budget) =>
            Operations.Compare(Rebind.Body(column, row), Operations.ReadIds(operations, read), budget);
        return this;
    }

    /// <summary>The id of an object that has a human key in a column of its own.</summary>
    public FilterMap<T> Id(string name, Expression<Func<T, long>> number, Expression<Func<T, string>> key, Func<string, long?> read)
    {
        _fields[name] = (row, operations, budget) =>
            IdOperations.Compare(Rebind.Body(number, row), Rebind.Body(key, row), operations, read, budget);
        return this;
    }

    /// <summary>A filter on one of two related objects; an absent object satisfies none.</summary>
    public FilterMap<T> Either<TInner>(
        string name, Expression<Func<T, TInner?>> first, Expression<Func<T, TInner?>> second, FilterMap<TInner> map)
        where TInner : class
    {
        Object(name, first, map);
        var ofFirst = _fields[name];
        Object(name, second, map);
        var ofSecond = _fields[name];
        _fields[name] = (row, filter, budget) => Expression.OrElse(ofFirst(row, filter, budget), ofSecond(row, filter, budget));
        return this;
    }

    /// <summary>A filter on one related object; an absent object satisfies none.</summary>
    public FilterMap<T> Object<TInner>(string name, Expression<Func<T, TInner?>> path, FilterMap<TInner> map)
        where TInner : class => Object(name, path, () => map);

    /// <summary>As the other, for maps that name each other: made when it is asked for.</summary>
    public FilterMap<T> Object<TInner>(string name, Expression<Func<T, TInner?>> path, Func<FilterMap<TInner>> map)
        where TInner : class
    {
        _fields[name] = (row, filter, budget) =>
        {
            var inner = Rebind.Body(path, row);
            var exists = Expression.NotEqual(inner, Expression.Constant(null, typeof(TInner)));
            return Expression.AndAlso(exists, map().Condition(inner, filter, budget));
        };
        return this;
    }

    /// <summary>A filter on something that the same row holds, if it does.</summary>
    public FilterMap<T> Same(string name, Expression<Func<T, bool>> exists, FilterMap<T> map)
    {
        _fields[name] = (row, filter, budget) =>
            Expression.AndAlso(Rebind.Body(exists, row), map.Condition(row, filter, budget));
        return this;
    }

    /// <summary>A filter on related rows that a subquery finds.</summary>
    public FilterMap<T> List<TInner>(string name, Expression<Func<T, IEnumerable<TInner>>> rows, FilterMap<TInner> map)
    {
        _fields[name] = (row, filter, budget) =>
            ListOperations.Compare(Rebind.Body(rows, row), filter, (inner, f) => map.Condition(inner, f, budget), typeof(TInner));
        return this;
    }

    public FilterMap<T> TextList(string name, Expression<Func<T, IEnumerable<string>>> texts)
    {
        _fields[name] = (row, filter, budget) => ListOperations.Compare(
            Rebind.Body(texts, row), filter, (text, f) => TextOperations.Compare(text, text, f, budget), typeof(string));
        return this;
    }

    /// <exception cref="RequestException">More conditions than a query may have.</exception>
    public Expression<Func<T, bool>> Read(IDictionary<string, object?>? where)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var condition = where is null ? Expression.Constant(true) : Condition(row, where, new Budget(MostConditions));
        return Expression.Lambda<Func<T, bool>>(condition, row);
    }

    internal Expression Condition(Expression row, IDictionary<string, object?> where, Budget budget)
    {
        var all = new List<Expression>();
        foreach (var (name, given) in where.Where(w => w.Value is not null))
        {
            budget.Spend();
            all.Add(name switch
            {
                "and" => Logic.All(Nested(row, given, budget)),
                "or" => Logic.Any(Nested(row, given, budget)),
                _ => _fields[name](row, (IDictionary<string, object?>)given!, budget), // nulls are filtered out above
            });
        }

        return Logic.All(all);
    }

    private IEnumerable<Expression> Nested(Expression row, object? given, Budget budget) =>
        ((System.Collections.IEnumerable)given!).Cast<IDictionary<string, object?>>().Select(f => Condition(row, f, budget)); // not null, see above
}
