using System.Linq.Expressions;

namespace IncidentGraph.Server.Connections;

/// <summary>One key of an order: a column that is never null, so that the keyset predicate is exact.</summary>
public sealed record SortKey(string Name, LambdaExpression Key, bool IsDescending);

/// <summary>A total order of rows: the keys, then the creation number, which follows the last key's direction.</summary>
public sealed record Sort<T>(IReadOnlyList<SortKey> Keys)
{
    /// <summary>Names the order, so that a cursor of another order is refused.</summary>
    public string Signature => string.Join(',', Keys.Select(k => (k.IsDescending ? "-" : "+") + k.Name));
}
