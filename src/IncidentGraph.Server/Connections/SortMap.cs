using System.Linq.Expressions;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Connections;

/// <summary>What a sort input may name, and the column behind it; the tie-break makes every order total.</summary>
public sealed class SortMap<T>
{
    private const int MostKeys = 5;

    private readonly Dictionary<string, LambdaExpression> _keys = new(StringComparer.Ordinal);
    private readonly SortKey _tie;
    private readonly (string Name, bool IsDescending)[] _default;

    public SortMap(Expression<Func<T, long>> tie, params (string Name, bool IsDescending)[] byDefault)
    {
        _tie = new SortKey("#", tie, IsDescending: false);
        _default = byDefault;
    }

    public SortMap<T> Key<TKey>(string path, Expression<Func<T, TKey>> key)
    {
        _keys[path] = key;
        return this;
    }

    /// <summary>Reads <c>order: [{ severity: { level: DESC } }, { title: ASC }]</c>: one key an element.</summary>
    /// <exception cref="RequestException">An element without exactly one key, or too many elements.</exception>
    public Sort<T> Read(IReadOnlyList<IDictionary<string, object?>>? order)
    {
        var named = order is { Count: > 0 } ? [.. order.Select(ReadElement)] : _default;
        if (named.Length > MostKeys)
            throw new RequestException("BAD_USER_INPUT", $"The order has {named.Length} keys.", $"Give at most {MostKeys}.");
        var keys = named.DistinctBy(n => n.Name).Select(n => new SortKey(n.Name, _keys[n.Name], n.IsDescending)).ToList();
        var isDescending = keys.Count > 0 && keys[^1].IsDescending;
        return new Sort<T>([.. keys, _tie with { IsDescending = isDescending }]);
    }

    private static (string Name, bool IsDescending) ReadElement(IDictionary<string, object?> element)
    {
        var given = element.Where(e => e.Value is not null).ToList();
        if (given.Count != 1)
            throw new RequestException("BAD_USER_INPUT", "Each element of order names exactly one key.", "Write order: [{ title: ASC }, { number: DESC }].");
        if (given[0].Value is not IDictionary<string, object?> nested)
            return (given[0].Key, given[0].Value is SortEnumType.Desc);
        var inner = ReadElement(nested);
        return ($"{given[0].Key}.{inner.Name}", inner.IsDescending);
    }
}

public enum SortEnumType
{
    Asc,
    Desc,
}
