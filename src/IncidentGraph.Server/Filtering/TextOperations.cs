using System.Collections;
using System.Linq.Expressions;

namespace IncidentGraph.Server.Filtering;

/// <summary>Operations on text: eq and in are exact; contains, startsWith and endsWith ignore case through lower-cased text.</summary>
internal static class TextOperations
{
    public static Expression Compare(Expression text, Expression folded, IDictionary<string, object?> operations, Budget budget)
    {
        var all = new List<Expression>();
        foreach (var (operation, value) in operations)
        {
            budget.Spend();
            all.Add(operation switch
            {
                "and" => Logic.All(Nested(value).Select(o => Compare(text, folded, o, budget))),
                "or" => Logic.Any(Nested(value).Select(o => Compare(text, folded, o, budget))),
                "contains" => Search(folded, nameof(string.Contains), value),
                "ncontains" => Expression.Not(Search(folded, nameof(string.Contains), value)),
                "startsWith" => Search(folded, nameof(string.StartsWith), value),
                "nstartsWith" => Expression.Not(Search(folded, nameof(string.StartsWith), value)),
                "endsWith" => Search(folded, nameof(string.EndsWith), value),
                "nendsWith" => Expression.Not(Search(folded, nameof(string.EndsWith), value)),
                _ => Operations.Compare(text, new Dictionary<string, object?>(StringComparer.Ordinal) { [operation] = value }, budget),
            });
        }

        return Logic.All(all);
    }

    private static IEnumerable<IDictionary<string, object?>> Nested(object? value) =>
        ((IEnumerable?)value)?.Cast<IDictionary<string, object?>>() ?? [];

    /// <summary>Absent text contains nothing. The culture-free overloads are what databases translate.</summary>
    private static Expression Search(Expression folded, string method, object? value)
    {
        if (value is not string sought)
            return Expression.Constant(false);
        var call = Expression.Call(folded, method, null, Parameters.Of(sought.ToLowerInvariant(), typeof(string)));
        return Expression.AndAlso(Expression.NotEqual(folded, Expression.Constant(null, typeof(string))), call);
    }
}
