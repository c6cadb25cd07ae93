using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine.Limits;

/// <summary>
/// What validation has to compare to see that fields of one name can be merged (GraphQL specification, "Field Selection Merging"): every
/// pair of those that meet under one response name, wherever they come from, and of fragments that meet in one selection. The engine takes
/// 0.2 µs for a pair of plain fields; what takes it longer counts for more.
/// </summary>
/// <remarks>For documents without cycles of fragments, whose size with all fragments expanded is bounded already.</remarks>
internal sealed class MergeCount(IReadOnlyDictionary<string, GraphQLFragmentDefinition> fragments, int limit)
{
    private const int WithArguments = 50;
    private const int Fragments = 40;

    private long _work;

    public static bool Exceeds(GraphQLDocument document, IReadOnlyDictionary<string, GraphQLFragmentDefinition> fragments, int limit)
    {
        var count = new MergeCount(fragments, limit);
        return document.Definitions.OfType<IHasSelectionSetNode>()
            .Any(definition => definition.SelectionSet is { } set && count.ExceedsWith([set]));
    }

    /// <summary>Selections that are merged into one, since the fields that they belong to are.</summary>
    private bool ExceedsWith(IReadOnlyList<GraphQLSelectionSet> merged)
    {
        var fields = new Dictionary<string, List<GraphQLField>>(StringComparer.Ordinal);
        var spreads = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in merged)
            Collect(set, fields, spreads);
        _work += Pairs(spreads.Count) * Fragments + fields.Values.Sum(group => Pairs(group.Count) * group.Max(Weight));
        if (_work > limit)
            return true;

        foreach (var group in fields.Values)
        {
            IReadOnlyList<GraphQLSelectionSet> below = [.. group.Select(field => field.SelectionSet).OfType<GraphQLSelectionSet>()];
            if (below.Count > 0 && ExceedsWith(below))
                return true;
        }

        return false;
    }

    private void Collect(GraphQLSelectionSet set, Dictionary<string, List<GraphQLField>> fields, HashSet<string> spreads)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!fields.TryGetValue(name, out var group))
                        fields[name] = group = [];
                    group.Add(field);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, fields, spreads);
                    break;
                case GraphQLFragmentSpread spread when spreads.Add(spread.FragmentName.Name.StringValue):
                    if (fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment))
                        Collect(fragment.SelectionSet, fields, spreads);
                    break;
            }
        }
    }

    // Arguments are compared as text.
    private static long Weight(GraphQLField field) =>
        field.Arguments is { } arguments ? WithArguments + arguments.Location.End - arguments.Location.Start : 1;

    private static long Pairs(long count) => count * (count - 1) / 2;
}
