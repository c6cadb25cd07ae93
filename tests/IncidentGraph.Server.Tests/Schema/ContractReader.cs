using GraphQLParser.AST;
using IncidentGraph.Server.Schema;

namespace IncidentGraph.Server.Tests.Schema;

/// <summary>The contract as the tests ask for it.</summary>
internal static class ContractReader
{
    public static Contract Served { get; } = Contract.Load();

    public static IReadOnlyList<GraphQLTypeDefinition> Types { get; } =
        [.. Served.Document.Definitions.OfType<GraphQLTypeDefinition>().Where(type => type is not GraphQLDirectiveDefinition)];

    public static IReadOnlyList<GraphQLObjectTypeDefinition> Objects { get; } = [.. Types.OfType<GraphQLObjectTypeDefinition>()];

    public static GraphQLTypeDefinition Type(string name) => Types.Single(type => type.Name == name);

    public static IReadOnlyList<GraphQLFieldDefinition> Fields(string type) => Definitions.FieldsOf(Type(type));

    public static GraphQLFieldDefinition? Field(string type, string name) => Fields(type).SingleOrDefault(field => field.Name == name);

    public static IReadOnlyList<GraphQLObjectTypeDefinition> Implementers(string name) =>
        [.. Objects.Where(type => type.Interfaces?.Items.Exists(parent => parent.Name == name) == true)];

    /// <summary>A type as it is written: <c>[Incident!]!</c>.</summary>
    public static string Print(GraphQLType? type) => type switch
    {
        GraphQLNonNullType nonNull => Print(nonNull.Type) + "!",
        GraphQLListType list => $"[{Print(list.Type)}]",
        GraphQLNamedType named => named.Name.StringValue,
        _ => "",
    };
}
