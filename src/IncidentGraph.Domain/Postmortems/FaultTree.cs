using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>What makes entries a tree: unique keys, one top, known parents, no cycle; gates have children, causes none.</summary>
internal static class FaultTree
{
    private const string Field = "faultTree";

    /// <summary>The entries cleaned and in order, parents first; what is wrong goes to the checks.</summary>
    public static IReadOnlyList<FaultTreeEntry> Read(IReadOnlyList<FaultTreeEntry> given, Checks checks)
    {
        if (given.Count == 0 || !checks.Fits(given, PostmortemRules.FaultTree, Field))
            return [];
        List<FaultTreeEntry> entries = [.. given.Select((entry, i) => Cleaned(entry, i, checks))];
        if (checks.Failed)
            return [];
        CheckKeys(entries, checks);
        if (checks.Failed)
            return [];
        CheckShape(entries, checks);
        return checks.Failed ? [] : Ordered(entries);
    }

    /// <summary>One line an entry, indented by its depth.</summary>
    public static string? Told(IReadOnlyList<FaultTreeEntry> entries)
    {
        var depths = new Dictionary<string, int>();
        return FieldChanges.Lines(entries.Select(Line));

        string Line(FaultTreeEntry entry)
        {
            var depth = depths[entry.Key] = entry.ParentKey is { } parent ? depths[parent] + 1 : 0;
            var service = entry.ServiceId is { } id ? $" (service {id})" : "";
            return $"{new string(' ', 2 * depth)}{Wire.Name(entry.Gate)} {entry.Key}: {entry.Text}{service}";
        }
    }

    private static FaultTreeEntry Cleaned(FaultTreeEntry entry, int i, Checks checks) => entry with
    {
        Key = checks.Required(entry.Key, TextRules.Key, Field, $"{i}", "key"),
        ParentKey = checks.Optional(entry.ParentKey, TextRules.Key, Field, $"{i}", "parentKey"),
        Text = checks.Required(entry.Text, TextRules.Paragraph, Field, $"{i}", "text"),
    };

    private static void CheckKeys(List<FaultTreeEntry> entries, Checks checks)
    {
        var keys = entries.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            if (!seen.Add(entries[i].Key))
                checks.Invalid($"The key {entries[i].Key} is taken.", "Give each entry a key of its own.", Field, $"{i}", "key");
            if (entries[i].ParentKey is { } parent && !keys.Contains(parent))
                checks.Invalid($"There is no entry {parent}.", "Name the key of another entry, or none for the top one.", Field, $"{i}", "parentKey");
        }
    }

    private static void CheckShape(List<FaultTreeEntry> entries, Checks checks)
    {
        if (Cycle(entries) is { } cycle)
        {
            checks.Add(new CycleError($"The fault tree goes in a circle: {string.Join(" → ", cycle)}.", [Field], "Let parents lead to the top entry.", [.. cycle.Select(Ref)]));
            return;
        }

        var parents = entries.Select(e => e.ParentKey).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            var (isCause, isParent) = (entries[i].Gate == FaultGate.Cause, parents.Contains(entries[i].Key));
            if (isCause && isParent)
                checks.Invalid($"{entries[i].Key} is a cause and has entries below it.", "Make it an AND or OR gate.", Field, $"{i}", "gate");
            if (!isCause && !isParent)
                checks.Invalid($"The gate {entries[i].Key} has nothing below it.", "Put causes below it, or make it a CAUSE.", Field, $"{i}", "gate");
            if (entries[i].ParentKey is null && entries.FindIndex(e => e.ParentKey is null) < i)
                checks.Invalid($"{entries[i].Key} is a second top entry.", "Name its parent: the tree explains one thing.", Field, $"{i}", "parentKey");
        }
    }

    /// <summary>The keys along a cycle, the first one again at the end; null when there is none.</summary>
    private static List<string>? Cycle(List<FaultTreeEntry> entries)
    {
        var parentOf = entries.ToDictionary(e => e.Key, e => e.ParentKey, StringComparer.Ordinal);
        foreach (var start in entries.Select(e => e.Key))
        {
            var way = new List<string>();
            for (var key = start; key is not null; key = parentOf[key])
            {
                var first = way.IndexOf(key);
                way.Add(key);
                if (first >= 0)
                    return way[first..];
            }
        }

        return null;
    }

    private static List<FaultTreeEntry> Ordered(List<FaultTreeEntry> entries)
    {
        var children = entries.ToLookup(e => e.ParentKey, StringComparer.Ordinal);
        var ordered = new List<FaultTreeEntry>();
        var waiting = new Stack<FaultTreeEntry>(children[null].Reverse());
        while (waiting.TryPop(out var entry))
        {
            ordered.Add(entry);
            foreach (var child in children[entry.Key].Reverse())
                waiting.Push(child);
        }

        return ordered;
    }

    private static EntityRef Ref(string key) => new(nameof(FaultTreeEntry), key);
}
