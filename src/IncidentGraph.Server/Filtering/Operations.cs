using System.Collections;
using System.Linq.Expressions;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Filtering;

/// <summary>HotChocolate's comparison operations by name; <c>eq: null</c> is IS NULL.</summary>
internal static class Operations
{
    private const int MostValues = 200;

    public static Expression Compare(Expression column, IDictionary<string, object?> operations, Budget budget) =>
        Logic.All(operations.Select(o =>
        {
            budget.Spend();
            return One(column, o.Key, o.Value);
        }).ToList());

    /// <summary>eq and neq of a condition, which is never null.</summary>
    public static Expression Holds(Expression condition, IDictionary<string, object?> operations, Budget budget) =>
        Logic.All(operations.Select(o =>
        {
            budget.Spend();
            return o.Value is not bool wanted ? Expression.Constant(o.Key == "neq")
                : wanted == (o.Key == "eq") ? condition : Expression.Not(condition);
        }).ToList());

    public static IDictionary<string, object?> ReadIds(IDictionary<string, object?> operations, Func<string, object?> read) =>
        operations.ToDictionary(
            o => o.Key,
            o => o.Value is IEnumerable list and not string
                ? list.Cast<object?>().Select(id => id is null ? null : read((string)id)).ToList()
                : o.Value is null ? null : read((string)o.Value),
            StringComparer.Ordinal);

    /// <summary>Whether the column is one of the values.</summary>
    public static Expression In(Expression column, IReadOnlyList<object?> values)
    {
        var array = Array.CreateInstance(column.Type, values.Count(v => v is not null));
        var next = 0;
        foreach (var value in values.Where(v => v is not null))
            array.SetValue(value, next++);
        var contains = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [column.Type], Parameters.Of(array, array.GetType()), column);
        return values.Contains(null) && IsNullable(column.Type) ? Expression.OrElse(contains, IsNull(column)) : contains;
    }

    public static IReadOnlyList<object?> Values(object? given)
    {
        var values = given is IEnumerable list ? list.Cast<object?>().ToList() : [];
        return values.Count <= MostValues
            ? values
            : throw new RequestException("BAD_USER_INPUT", $"A list of {values.Count} values is too long.", $"Give at most {MostValues}.");
    }

    private static Expression One(Expression column, string operation, object? value) => operation switch
    {
        "eq" => Equal(column, value),
        "neq" => Expression.Not(Equal(column, value)),
        "in" => In(column, Values(value)),
        "nin" => Expression.Not(In(column, Values(value))),
        "gt" => Order(ExpressionType.GreaterThan, column, value),
        "ngt" => Expression.Not(Order(ExpressionType.GreaterThan, column, value)),
        "gte" => Order(ExpressionType.GreaterThanOrEqual, column, value),
        "ngte" => Expression.Not(Order(ExpressionType.GreaterThanOrEqual, column, value)),
        "lt" => Order(ExpressionType.LessThan, column, value),
        "nlt" => Expression.Not(Order(ExpressionType.LessThan, column, value)),
        "lte" => Order(ExpressionType.LessThanOrEqual, column, value),
        "nlte" => Expression.Not(Order(ExpressionType.LessThanOrEqual, column, value)),
        _ => throw new InvalidOperationException($"The contract has no operation {operation}."),
    };

    private static Expression Equal(Expression column, object? value) => value is null
        ? IsNullable(column.Type) ? IsNull(column) : Expression.Constant(false)
        : Expression.Equal(column, Parameters.Of(value, column.Type));

    private static Expression Order(ExpressionType kind, Expression column, object? value) => value is null
        ? Expression.Constant(false)
        : Expression.MakeBinary(kind, column, Parameters.Of(value, column.Type));

    private static Expression IsNull(Expression column) => Expression.Equal(column, Expression.Constant(null, column.Type));

    private static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
}
