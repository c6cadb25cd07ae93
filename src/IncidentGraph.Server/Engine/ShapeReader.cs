using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// Reads the shapes of a document's operations. Each fragment is read once, so nested fragments cost no more than their
/// text; unknown names are left to validation.
/// </summary>
internal sealed class ShapeReader(ContractIndex contract, GraphQLDocument document)
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = document.Definitions
        .OfType<GraphQLFragmentDefinition>()
        .GroupBy(f => f.FragmentName.Name.StringValue, StringComparer.Ordinal)
        .ToDictionary(f => f.Key, f => f.First(), StringComparer.Ordinal);

    private readonly Dictionary<string, Selection> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<OperationShape> Read() =>
        [.. document.Definitions.OfType<GraphQLOperationDefinition>().Select(ReadOperation)];

    private OperationShape ReadOperation(GraphQLOperationDefinition operation)
    {
        var selection = new Selection();
        ReadSet(operation.SelectionSet, operation.Operation.ToString(), selection);
        return new(operation, selection.Depth, selection.Count, selection.NeedsViewer, selection.Policies, selection.Fields);
    }

    private void ReadSet(GraphQLSelectionSet? set, string type, Selection into)
    {
        foreach (var node in set?.Selections ?? [])
        {
            switch (node)
            {
                case GraphQLField field:
                    ReadField(field, type, into);
                    break;
                case GraphQLInlineFragment inline:
                    ReadSet(inline.SelectionSet, inline.TypeCondition?.Type.Name.StringValue ?? type, into);
                    break;
                case GraphQLFragmentSpread spread:
                    into.Include(ReadFragment(spread.FragmentName.Name.StringValue));
                    break;
            }
        }
    }

    private void ReadField(GraphQLField field, string type, Selection into)
    {
        var name = field.Name.StringValue;
        into.Fields.Add(name);
        var rule = contract[type, name];
        var below = new Selection();
        ReadSet(field.SelectionSet, rule?.TypeName ?? string.Empty, below);
        into.Add(rule, below);
    }

    private Selection ReadFragment(string name)
    {
        if (_read.TryGetValue(name, out var known))
            return known; // an unfinished one is a cycle, which validation reports

        var selection = _read[name] = new Selection();
        if (_fragments.TryGetValue(name, out var fragment))
            ReadSet(fragment.SelectionSet, fragment.TypeCondition.Type.Name.StringValue, selection);
        return selection;
    }

    private sealed class Selection
    {
        public int Depth { get; private set; }

        /// <summary>Saturates: nested fragments can stand for more fields than a number holds.</summary>
        public int Count { get; private set; }

        public bool NeedsViewer { get; private set; }

        public HashSet<string> Policies { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Fields { get; } = new(StringComparer.Ordinal);

        public void Add(FieldRule? rule, Selection below)
        {
            Depth = Math.Max(Depth, below.Depth + 1);
            Count = Sum(Count, below.Count + 1L);
            NeedsViewer |= below.NeedsViewer || rule is { IsPublic: false };
            Policies.UnionWith(below.Policies);
            if (rule is not null)
                Policies.UnionWith(rule.Policies);
        }

        public void Include(Selection fragment)
        {
            Depth = Math.Max(Depth, fragment.Depth);
            Count = Sum(Count, fragment.Count + 1L);
            NeedsViewer |= fragment.NeedsViewer;
            Policies.UnionWith(fragment.Policies);
            Fields.UnionWith(fragment.Fields);
        }

        private static int Sum(int a, long b) => (int)Math.Min(int.MaxValue, a + b);
    }
}
