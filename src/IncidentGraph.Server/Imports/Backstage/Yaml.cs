namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>
/// A value of a YAML document: text, list or map, read without judging. An alias is the very value that it names, never a
/// copy, so a bomb stays as small as its text; a value may therefore be part of itself.
/// </summary>
internal sealed class Yaml
{
    private Dictionary<string, Yaml>? _fields;
    private List<Yaml>? _items;
    private string? _key;

    private Yaml(string? text, long line) => (Value, Line) = (text, line);

    /// <summary>Of a text that is not null; else null.</summary>
    public string? Value { get; }

    public long Line { get; }

    public bool IsMap => _fields is not null;

    public IReadOnlyList<Yaml> Elements => _items ?? [];

    public static Yaml OfText(string? text, long line) => new(text, line);

    public static Yaml NewMap(long line) => new(null, line) { _fields = new(StringComparer.Ordinal) };

    public static Yaml NewList(long line) => new(null, line) { _items = [] };

    public Yaml? Field(string name) => _fields?.GetValueOrDefault(name);

    /// <summary>Blank is null.</summary>
    public string? Text(string name) => Field(name)?.Value is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>The elements of a list; a single value is a list of one.</summary>
    public IReadOnlyList<Yaml> Items(string name) => Field(name) switch
    {
        null => [],
        { _items: { } items } => items,
        { Value: null, _fields: null } => [],
        var single => [single],
    };

    public IEnumerable<string> Texts(string name) => Items(name).Select(item => item.Value).OfType<string>().Where(text => text.Trim().Length > 0);

    /// <summary>In a map, keys and values take turns; of a key that comes twice the first counts.</summary>
    public void Add(Yaml child)
    {
        if (_items is not null)
            _items.Add(child);
        else if (_key is null)
            _key = child.Value ?? "";
        else
        {
            _fields?.TryAdd(_key, child);
            _key = null;
        }
    }
}
