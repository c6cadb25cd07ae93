using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// The part of the contract that anonymous callers may see, introspection included: fields marked @public (or of types
/// marked so), without whatever returns a type that has no visible field left.
/// </summary>
internal static class PublicContract
{
    public static GraphQLDocument From(GraphQLDocument contract, ContractIndex index)
    {
        var composites = contract.Definitions.OfType<GraphQLTypeDefinition>()
            .Where(t => t is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition)
            .ToDictionary(t => t.Name.StringValue, t => VisibleFields(t, index), StringComparer.Ordinal);
        var unions = contract.Definitions.OfType<GraphQLUnionTypeDefinition>().Select(u => u.Name.StringValue);
        var hidden = unions.ToHashSet(StringComparer.Ordinal);
        while (Shrink(composites, hidden))
        {
            // hiding one type may empty another
        }

        var definitions = contract.Definitions.Select(d => Visible(d, composites)).OfType<ASTNode>().ToList();
        return new GraphQLDocument(Reachable(definitions));
    }

    private static List<GraphQLFieldDefinition> VisibleFields(GraphQLTypeDefinition type, ContractIndex index) =>
        [.. ContractIndex.FieldsOf(type).Where(f => index[type.Name.StringValue, f.Name.StringValue]?.IsPublic == true)];

    private static bool Shrink(Dictionary<string, List<GraphQLFieldDefinition>> types, HashSet<string> hidden)
    {
        foreach (var (name, _) in types.Where(t => t.Value.Count == 0 && !hidden.Contains(t.Key)).ToList())
            hidden.Add(name);
        var removed = 0;
        foreach (var fields in types.Values)
            removed += fields.RemoveAll(f => hidden.Contains(ContractIndex.NamedType(f.Type)));
        return removed > 0;
    }

    private static ASTNode? Visible(ASTNode definition, Dictionary<string, List<GraphQLFieldDefinition>> types)
    {
        switch (definition)
        {
            case GraphQLUnionTypeDefinition:
            case GraphQLTypeDefinition type when types.TryGetValue(type.Name.StringValue, out var none) && none.Count == 0:
                return null;
            case GraphQLObjectTypeDefinition type:
                return new GraphQLObjectTypeDefinition(type.Name)
                {
                    Description = type.Description,
                    Directives = type.Directives,
                    Fields = new GraphQLFieldsDefinition(types[type.Name.StringValue]),
                    Interfaces = VisibleInterfaces(type.Interfaces, types),
                };
            case GraphQLInterfaceTypeDefinition type:
                return new GraphQLInterfaceTypeDefinition(type.Name)
                {
                    Description = type.Description,
                    Directives = type.Directives,
                    Fields = new GraphQLFieldsDefinition(types[type.Name.StringValue]),
                    Interfaces = VisibleInterfaces(type.Interfaces, types),
                };
            case GraphQLSchemaDefinition schema:
                return new GraphQLSchemaDefinition(
                    [.. schema.OperationTypes.Where(o => types[o.Type!.Name.StringValue].Count > 0)]) // a root operation names its type
                {
                    Description = schema.Description,
                };
            default:
                return definition;
        }
    }

    private static GraphQLImplementsInterfaces? VisibleInterfaces(
        GraphQLImplementsInterfaces? interfaces, Dictionary<string, List<GraphQLFieldDefinition>> types)
    {
        var visible = interfaces?.Items.Where(i => types[i.Name.StringValue].Count > 0).ToList() ?? [];
        return visible.Count == 0 ? null : new GraphQLImplementsInterfaces(visible);
    }

    /// <summary>Inputs, enums and scalars stay only where something visible uses them; directives stay.</summary>
    private static List<ASTNode> Reachable(List<ASTNode> definitions)
    {
        var types = definitions.OfType<GraphQLTypeDefinition>()
            .Where(t => t is not GraphQLDirectiveDefinition)
            .ToDictionary(t => t.Name.StringValue, StringComparer.Ordinal);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(types.Values
            .Where(t => t is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition).Select(t => t.Name.StringValue));
        while (open.TryDequeue(out var name))
        {
            if (types.TryGetValue(name, out var type) && kept.Add(name))
                foreach (var used in UsedBy(type))
                    open.Enqueue(used);
        }

        return [.. definitions.Where(d => d is not GraphQLTypeDefinition t || t is GraphQLDirectiveDefinition || kept.Contains(t.Name.StringValue))];
    }

    private static IEnumerable<string> UsedBy(GraphQLTypeDefinition type)
    {
        var inputs = type is GraphQLInputObjectTypeDefinition input
            ? input.Fields?.Items ?? []
            : ContractIndex.FieldsOf(type).SelectMany(f => f.Arguments?.Items ?? []);
        return inputs.Select(i => ContractIndex.NamedType(i.Type))
            .Concat(ContractIndex.FieldsOf(type).Select(f => ContractIndex.NamedType(f.Type)));
    }
}
