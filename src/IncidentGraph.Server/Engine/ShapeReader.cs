using GraphQLParser.AST;
using IncidentGraph.Server.Engine.Costs;
using IncidentGraph.Server.Engine.Limits;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// Reads the shape of a document and of its operations. Each fragment is read once, so nested fragments cost no more than their
/// text; unknown names are left to validation.
/// </summary>
internal sealed class ShapeReader(ContractIndex contract, GraphQLDocument document)
{
    /// <summary>Lists of what each type holds: with each that stands below another, an answer has tens of times as many lines.</summary>
    private static readonly HashSet<string> _introspectedLists = new(StringComparer.Ordinal) { "fields", "inputFields", "interfaces", "possibleTypes" };

    private readonly Dictionary<string, Selection> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unfinished = new(StringComparer.Ordinal);
    private int _directives;
    private int _mostDirectives;
    private string? _cycle;

    public IReadOnlyDictionary<string, GraphQLFragmentDefinition> Fragments { get; } = document.Definitions
        .OfType<GraphQLFragmentDefinition>()
        .GroupBy(f => f.FragmentName.Name.StringValue, StringComparer.Ordinal)
        .ToDictionary(f => f.Key, f => f.First(), StringComparer.Ordinal);

    public DocumentShape Read()
    {
        List<OperationShape> operations = [.. document.Definitions.OfType<GraphQLOperationDefinition>().Select(ReadOperation)];
        List<Selection> fragments = [.. Fragments.Keys.Select(ReadFragment)];
        return new(
            operations,
            document.Definitions.Count(d => d is GraphQLFragmentDefinition),
            _directives,
            _mostDirectives,
            operations.Select(o => o.Depth).Concat(fragments.Select(f => f.Depth)).DefaultIfEmpty().Max(),
            operations.Select(o => o.FieldCount).Concat(fragments.Select(f => f.Count)).DefaultIfEmpty().Max(),
            operations.Select(o => o.IntrospectionDepth).Concat(fragments.Select(f => f.IntrospectionDepth)).DefaultIfEmpty().Max(),
            _cycle);
    }

    private OperationShape ReadOperation(GraphQLOperationDefinition operation)
    {
        Note(operation.Directives);
        foreach (var variable in operation.Variables?.Items ?? [])
            Note(variable.Directives);
        var selection = new Selection();
        ReadSet(operation.SelectionSet, operation.Operation.ToString(), selection);
        return new(
            operation, selection.Depth, selection.IntrospectionDepth, selection.Count, selection.RootCount, selection.Aliases,
            selection.NeedsViewer, selection.Policies, selection.Fields,
            new Lazy<CostPlan>(() => CostPlanner.Plan(operation, contract, Fragments)));
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
                    Note(inline.Directives);
                    ReadSet(inline.SelectionSet, inline.TypeCondition?.Type.Name.StringValue ?? type, into);
                    break;
                case GraphQLFragmentSpread spread:
                    Note(spread.Directives);
                    into.Include(ReadFragment(spread.FragmentName.Name.StringValue));
                    break;
            }
        }
    }

    private void ReadField(GraphQLField field, string type, Selection into)
    {
        Note(field.Directives);
        var name = field.Name.StringValue;
        into.Fields.Add(name);
        var rule = contract[type, name];
        var below = new Selection();
        ReadSet(field.SelectionSet, rule?.TypeName ?? string.Empty, below);
        into.Add(rule, below, isAliased: field.Alias is not null);
        if (rule is null)
            into.Introspect(below.IntrospectionDepth + (_introspectedLists.Contains(name) ? 1 : 0));
    }

    private Selection ReadFragment(string name)
    {
        if (_unfinished.Contains(name))
            _cycle ??= name;
        if (_read.TryGetValue(name, out var known))
            return known;

        var selection = _read[name] = new Selection();
        if (!Fragments.TryGetValue(name, out var fragment))
            return selection;
        _unfinished.Add(name);
        Note(fragment.Directives);
        ReadSet(fragment.SelectionSet, fragment.TypeCondition.Type.Name.StringValue, selection);
        _unfinished.Remove(name);
        return selection;
    }

    private void Note(GraphQLDirectives? directives)
    {
        var count = directives?.Count ?? 0;
        _directives += count;
        _mostDirectives = Math.Max(_mostDirectives, count);
    }

    private sealed class Selection
    {
        public int Depth { get; private set; }

        /// <summary>Most <see cref="_introspectedLists"/> one below another.</summary>
        public int IntrospectionDepth { get; private set; }

        /// <summary>Saturates: nested fragments can stand for more fields than a number holds.</summary>
        public int Count { get; private set; }

        /// <summary>Of the fields, those selected right here.</summary>
        public int RootCount { get; private set; }

        public int Aliases { get; private set; }

        public bool NeedsViewer { get; private set; }

        public HashSet<string> Policies { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Fields { get; } = new(StringComparer.Ordinal);

        public void Add(FieldRule? rule, Selection below, bool isAliased)
        {
            Depth = Math.Max(Depth, below.Depth + 1);
            Count = Sum(Count, below.Count + 1L);
            RootCount = Sum(RootCount, 1);
            Aliases = Sum(Aliases, below.Aliases + (isAliased ? 1L : 0L));
            NeedsViewer |= below.NeedsViewer || rule is { IsPublic: false };
            Policies.UnionWith(below.Policies);
            if (rule is not null)
                Policies.UnionWith(rule.Policies);
        }

        public void Introspect(int depth) => IntrospectionDepth = Math.Max(IntrospectionDepth, depth);

        public void Include(Selection fragment)
        {
            Introspect(fragment.IntrospectionDepth);
            Depth = Math.Max(Depth, fragment.Depth);
            Count = Sum(Count, fragment.Count + 1L);
            RootCount = Sum(RootCount, fragment.RootCount);
            Aliases = Sum(Aliases, fragment.Aliases);
            NeedsViewer |= fragment.NeedsViewer;
            Policies.UnionWith(fragment.Policies);
            Fields.UnionWith(fragment.Fields);
        }

        private static int Sum(int a, long b) => (int)Math.Min(int.MaxValue, a + b);
    }
}
