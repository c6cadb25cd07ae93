using System.Linq.Expressions;

namespace IncidentGraph.Server.Filtering;

/// <summary>all, none, some, any over related rows, as in HotChocolate.</summary>
internal static class ListOperations
{
    public static Expression Compare(
        Expression rows, IDictionary<string, object?> filter,
        Func<Expression, IDictionary<string, object?>, Expression> condition, Type element)
    {
        Expression Exists(object? inner, bool isNegated)
        {
            var row = Expression.Parameter(element, "each");
            var body = condition(row, (IDictionary<string, object?>)inner!); // nulls are filtered out below
            var predicate = Expression.Lambda(isNegated ? Expression.Not(body) : body, row);
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [element], rows, predicate);
        }

        return Logic.All(filter.Where(f => f.Value is not null).Select(f => f.Key switch
        {
            "some" => Exists(f.Value, isNegated: false),
            "none" => Expression.Not(Exists(f.Value, isNegated: false)),
            "all" => Expression.Not(Exists(f.Value, isNegated: true)),
            "any" => Any(rows, element, f.Value is true),
            _ => throw new InvalidOperationException($"The contract has no operation {f.Key}."),
        }).ToList());
    }

    private static Expression Any(Expression rows, Type element, bool expected)
    {
        var any = Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [element], rows);
        return expected ? any : Expression.Not(any);
    }
}
