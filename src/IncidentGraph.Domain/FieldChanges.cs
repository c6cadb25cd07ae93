using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain;

/// <summary>Collects what a partial change really changes, as text, together with how to carry it out.</summary>
internal sealed class FieldChanges
{
    private readonly List<FieldChange> _changes = [];
    private readonly List<Action> _assignments = [];

    public IReadOnlyList<FieldChange> Changes => _changes;

    public bool Any => _changes.Count > 0;

    public void Compare(string field, string? before, string? after, Action assign)
    {
        if (before == after)
            return;
        _changes.Add(new(field, before, after));
        _assignments.Add(assign);
    }

    public void Apply() => _assignments.ForEach(assign => assign());

    /// <summary>One line each.</summary>
    public static string? Lines(IEnumerable<string> items)
    {
        var text = string.Join('\n', items);
        return text.Length == 0 ? null : text;
    }

    public static string? Name<T>(T? value)
        where T : struct, Enum
        => value is { } v ? Wire.Name(v) : null;

    public static string? Period(TimeSpan? time) => time is { } t ? System.Xml.XmlConvert.ToString(t) : null;

    /// <summary>The fields as a person names them: "the title and customer impact".</summary>
    public static string Words(IEnumerable<FieldChange> changes) => $"the {Listed(changes.Select(c => InWords(c.Field)))}";

    /// <summary>"one, two and three".</summary>
    public static string Listed(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }

    private static string InWords(string field)
    {
        var words = string.Concat(field.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        return words.Split(' ') switch
        {
            ["is", .. var rest] => $"{string.Join(' ', rest)} mark",
            [.. var rest, "at"] => $"{string.Join(' ', rest)} time",
            [.. var rest, "url"] => $"{string.Join(' ', rest)} address",
            _ => words,
        };
    }
}
