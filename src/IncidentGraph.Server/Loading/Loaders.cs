using System.Text.Json;

namespace IncidentGraph.Server.Loading;

/// <summary>The loaders of one operation that depend on arguments: fields with equal arguments share one.</summary>
public sealed class Loaders
{
    /// <summary>Tuples hold their items in fields.</summary>
    private static readonly JsonSerializerOptions _json = new() { IncludeFields = true };

    private readonly Dictionary<string, object> _loaders = new(StringComparer.Ordinal);

    /// <param name="field">Names the field, such as <c>Incident.updates</c>.</param>
    /// <param name="arguments">Everything that the result depends on besides the parent.</param>
    /// <param name="create">Makes the loader the first time.</param>
    public T For<T>(string field, object arguments, Func<T> create)
        where T : class
    {
        var key = field + JsonSerializer.Serialize(arguments, _json);
        if (_loaders.TryGetValue(key, out var known))
            return (T)known;
        var created = create();
        _loaders[key] = created;
        return created;
    }
}
