using System.Linq.Expressions;
using IncidentGraph.Domain;

namespace IncidentGraph.Server.Filtering;

/// <summary>Operations on ids, each of which may be a global id or the human key of the same object.</summary>
internal static class IdOperations
{
    public static Expression Compare(
        Expression number, Expression key, IDictionary<string, object?> operations, Func<string, long?> read, Budget budget) =>
        Logic.All(operations.Select(o =>
        {
            budget.Spend();
            var isAny = IsAny(number, key, o.Value is string one ? [one] : Operations.Values(o.Value), read);
            return o.Key is "neq" or "nin" ? Expression.Not(isAny) : isAny;
        }).ToList());

    private static Expression IsAny(Expression number, Expression key, IReadOnlyList<object?> ids, Func<string, long?> read)
    {
        var known = ids.OfType<string>().Where(TextRules.IsStorable).Select(id => (Id: id, Number: read(id))).ToLookup(i => i.Number is not null);
        return Expression.OrElse(
            Operations.In(number, [.. known[true].Select(i => (object?)i.Number)]),
            Operations.In(key, [.. known[false].Select(i => i.Id)]));
    }
}
