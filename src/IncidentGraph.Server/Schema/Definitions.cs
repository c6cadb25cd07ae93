using GraphQLParser.AST;

namespace IncidentGraph.Server.Schema;

/// <summary>What the syntax tree has in several shapes, read in one.</summary>
internal static class Definitions
{
    public static IReadOnlyList<GraphQLFieldDefinition> FieldsOf(ASTNode definition) => definition switch
    {
        GraphQLObjectTypeDefinition type => type.Fields?.Items ?? [],
        GraphQLInterfaceTypeDefinition type => type.Fields?.Items ?? [],
        _ => [],
    };

    public static void SetFields(ASTNode definition, List<GraphQLFieldDefinition> fields)
    {
        switch (definition)
        {
            case GraphQLObjectTypeDefinition type:
                type.Fields = new GraphQLFieldsDefinition(fields);
                break;
            case GraphQLInterfaceTypeDefinition type:
                type.Fields = new GraphQLFieldsDefinition(fields);
                break;
        }
    }

    /// <summary>The fields of an object or interface, or the input fields of an input object.</summary>
    public static IEnumerable<(string Name, IHasDescriptionNode Node)> MembersOf(ASTNode definition) =>
        definition is GraphQLInputObjectTypeDefinition input
            ? (input.Fields?.Items ?? []).Select(field => (field.Name.StringValue, (IHasDescriptionNode)field))
            : FieldsOf(definition).Select(field => (field.Name.StringValue, (IHasDescriptionNode)field));

    public static IEnumerable<(string Name, IHasDescriptionNode Node)> ArgumentsOf(GraphQLFieldDefinition field) =>
        (field.Arguments?.Items ?? []).Select(argument => (argument.Name.StringValue, (IHasDescriptionNode)argument));

    /// <summary>The name inside any list and non-null marks: <c>[Incident!]!</c> is of <c>Incident</c>.</summary>
    public static string NamedTypeOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => NamedTypeOf(nonNull.Type),
        GraphQLListType list => NamedTypeOf(list.Type),
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new InvalidOperationException($"{type.Kind} is no type."),
    };
}
