using System.Globalization;
using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>Reads @cost and @listSize of fields, and @cost of the types that they give.</summary>
internal sealed class CostDirectives(GraphQLDocument contract)
{
    private readonly Dictionary<string, double> _objects = contract.Definitions.OfType<GraphQLTypeDefinition>()
        .Where(type => type is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition or GraphQLUnionTypeDefinition)
        .ToDictionary(type => type.Name.StringValue, type => WeightOf((IHasDirectivesNode)type) ?? 1, StringComparer.Ordinal);

    public FieldCost Of(GraphQLFieldDefinition field) => new(
        WeightOf(field), _objects.GetValueOrDefault(ContractIndex.NamedType(field.Type)), SizeOf(field));

    private static double? WeightOf(IHasDirectivesNode node) =>
        Find(node, "cost")?.Arguments?.ValueFor("weight") is GraphQLStringValue weight
            ? double.Parse(weight.Value.ToString(), CultureInfo.InvariantCulture)
            : null;

    private static ListSize? SizeOf(GraphQLFieldDefinition field)
    {
        if (Find(field, "listSize")?.Arguments is not { } arguments)
            return null;
        var assumed = arguments.ValueFor("assumedSize") is GraphQLIntValue size ? double.Parse(size.Value, CultureInfo.InvariantCulture) : 1;
        return new ListSize(assumed, Names(arguments.ValueFor("slicingArguments")), Names(arguments.ValueFor("sizedFields")));
    }

    private static GraphQLDirective? Find(IHasDirectivesNode node, string name) => node.Directives?.Items.FirstOrDefault(d => d.Name.Value == name);

    private static IReadOnlyList<string> Names(GraphQLValue? list) =>
        [.. ((list as GraphQLListValue)?.Values ?? []).OfType<GraphQLStringValue>().Select(name => name.Value.ToString())];
}
