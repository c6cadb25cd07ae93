using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>
/// Plans what an operation costs. Fields of one response name are merged, as execution merges them; @skip and @include are taken for selected.
/// For documents within their limits, which have no cycles of fragments.
/// </summary>
internal sealed class CostPlanner(
    ContractIndex contract,
    IReadOnlyDictionary<string, GraphQLFragmentDefinition> fragments,
    IReadOnlyDictionary<string, GraphQLValue?> defaults)
{
    public static CostPlan Plan(
        GraphQLOperationDefinition operation, ContractIndex contract, IReadOnlyDictionary<string, GraphQLFragmentDefinition> fragments)
    {
        var defaults = new Dictionary<string, GraphQLValue?>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables?.Items ?? [])
            defaults[variable.Variable.Name.StringValue] = variable.DefaultValue;
        var planner = new CostPlanner(contract, fragments, defaults);
        return planner.Below(FieldCost.Root, null, operation.Operation.ToString(), [operation.SelectionSet], null);
    }

    private CostPlan Field(string type, IReadOnlyList<GraphQLField> merged, IReadOnlyDictionary<string, Slice>? slices)
    {
        var field = merged[0]; // valid ones have equal arguments
        var name = field.Name.StringValue;
        var rule = contract[type, name];
        var cost = rule?.Cost ?? FieldCost.Of(name);
        var slice = cost.List is { } list ? Slice.Of(list, field, defaults) : null;
        var isWithin = cost.List is { SizedFields.Count: > 0 };
        var own = isWithin ? null : slice ?? slices?.GetValueOrDefault(name);
        var within = isWithin ? cost.List!.SizedFields.ToDictionary(sized => sized, _ => slice!, StringComparer.Ordinal) : null;
        return Below(cost, own, rule?.TypeName ?? string.Empty, merged.Select(f => f.SelectionSet).OfType<GraphQLSelectionSet>(), within);
    }

    private CostPlan Below(
        FieldCost cost, Slice? slice, string type, IEnumerable<GraphQLSelectionSet> sets, IReadOnlyDictionary<string, Slice>? slices)
    {
        var selected = new Dictionary<(string? Only, string Name), List<GraphQLField>>();
        foreach (var set in sets)
            Collect(set, type, null, selected);
        var fields = selected.ToLookup(s => s.Key.Only, s => Field(s.Key.Only ?? type, s.Value, slices), StringComparer.Ordinal);
        return new CostPlan(cost, slice, [.. fields[null]], [.. fields.Where(group => group.Key is not null).Select(group => group.ToList())]);
    }

    /// <param name="set">What to collect.</param>
    /// <param name="type">That it is selected on.</param>
    /// <param name="only">The one type of objects that it is selected on; null if on all.</param>
    /// <param name="selected">The fields found, by that and by their response names.</param>
    private void Collect(GraphQLSelectionSet set, string type, string? only, Dictionary<(string? Only, string Name), List<GraphQLField>> selected)
    {
        foreach (var node in set.Selections)
        {
            switch (node)
            {
                case GraphQLField field:
                    var place = (only, (field.Alias?.Name ?? field.Name).StringValue);
                    if (!selected.TryGetValue(place, out var merged))
                        selected[place] = merged = [];
                    merged.Add(field);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, type, Narrow(type, only, inline.TypeCondition), selected);
                    break;
                case GraphQLFragmentSpread spread when fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment):
                    Collect(fragment.SelectionSet, type, Narrow(type, only, fragment.TypeCondition), selected);
                    break;
            }
        }
    }

    private string? Narrow(string type, string? only, GraphQLTypeCondition? condition) =>
        condition?.Type.Name.StringValue is { } name && name != type && contract.IsObject(name) ? name : only;
}
