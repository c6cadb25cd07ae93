using GraphQLParser;
using GraphQLParser.AST;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>The contract as the server gives it out, by the names of its types.</summary>
public sealed class SchemaModel
{
    private readonly Dictionary<string, GraphQLTypeDefinition> _types;
    private readonly ILookup<string, string> _implementers;

    private SchemaModel(GraphQLDocument contract)
    {
        _types = contract.Definitions.OfType<GraphQLTypeDefinition>()
            .Where(type => type is not GraphQLDirectiveDefinition)
            .ToDictionary(type => type.Name.StringValue, StringComparer.Ordinal);
        _implementers = (from type in _types.Values.OfType<GraphQLObjectTypeDefinition>()
                         from parent in type.Interfaces?.Items ?? []
                         select (Parent: parent.Name.StringValue, Type: type.Name.StringValue)).ToLookup(pair => pair.Parent, pair => pair.Type, StringComparer.Ordinal);
        NodeTypes = [.. _implementers["Node"]];
    }

    /// <summary>The types that have global ids.</summary>
    public IReadOnlyList<string> NodeTypes { get; }

    public static SchemaModel Read(string sdl) => new(Parser.Parse(sdl));

    public IReadOnlyList<GraphQLFieldDefinition> Fields(string type) => _types.GetValueOrDefault(type) switch
    {
        GraphQLObjectTypeDefinition definition => definition.Fields?.Items ?? [],
        GraphQLInterfaceTypeDefinition definition => definition.Fields?.Items ?? [],
        _ => [],
    };

    /// <summary>The object types that an interface or union may turn out to be.</summary>
    public IReadOnlyList<string> Possible(string type) => _types.GetValueOrDefault(type) switch
    {
        GraphQLInterfaceTypeDefinition => [.. _implementers[type]],
        GraphQLUnionTypeDefinition union => [.. (union.Types?.Items ?? []).Select(member => member.Name.StringValue)],
        _ => [],
    };

    public bool IsComposite(string type) => _types.GetValueOrDefault(type) is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition or GraphQLUnionTypeDefinition;

    public IReadOnlyList<string> EnumValues(string type) =>
        _types.GetValueOrDefault(type) is GraphQLEnumTypeDefinition { Values: { } values } ? [.. values.Items.Select(value => value.Name.StringValue)] : [];

    /// <summary>Null for what is no input object.</summary>
    public IReadOnlyList<GraphQLInputValueDefinition>? InputFields(string type) =>
        _types.GetValueOrDefault(type) is GraphQLInputObjectTypeDefinition { Fields: { } fields } ? fields.Items : null;

    public static string Named(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => Named(nonNull.Type),
        GraphQLListType list => Named(list.Type),
        GraphQLNamedType named => named.Name.StringValue,
        _ => "",
    };

    /// <summary>A type as it is written: <c>[ID!]!</c>.</summary>
    public static string Print(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => Print(nonNull.Type) + "!",
        GraphQLListType list => $"[{Print(list.Type)}]",
        _ => Named(type),
    };
}
