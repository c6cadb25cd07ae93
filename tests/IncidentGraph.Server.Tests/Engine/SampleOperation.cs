using GraphQLParser.AST;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Engine;

/// <summary>The smallest operation that asks for one root field, made from the contract, so that a new field is asked for too.</summary>
internal static class SampleOperation
{
    public static string Of(string operation, GraphQLFieldDefinition field)
    {
        var required = field.Arguments?.Items.Where(a => a.Type is GraphQLNonNullType && a.DefaultValue is null).ToList() ?? [];
        var arguments = required.Count == 0 ? "" : $"({string.Join(", ", required.Select(a => $"{a.Name.Value}: {Value(a.Type)}"))})";
        return $"{operation} {{ {field.Name.Value}{arguments}{Selection(field.Type)} }}";
    }

    private static string Selection(GraphQLType type) =>
        ContractReader.Types.SingleOrDefault(t => t.Name == Named(type)) is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition
            ? " { __typename }"
            : "";

    private static string Value(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => Value(nonNull.Type),
        GraphQLListType => "[]",
        _ => Scalar(Named(type)),
    };

    private static string Scalar(string type) => ContractReader.Types.SingleOrDefault(t => t.Name == type) switch
    {
        GraphQLEnumTypeDefinition values => values.Values![0].Name.StringValue,
        GraphQLInputObjectTypeDefinition input => $"{{ {string.Join(", ", input.Fields!
            .Where(f => f.Type is GraphQLNonNullType && f.DefaultValue is null)
            .Select(f => $"{f.Name.Value}: {Value(f.Type)}"))} }}",
        _ => type switch
        {
            "Int" => "-1",
            "Boolean" => "true",
            "DateTime" => "\"2026-01-01T00:00:00Z\"",
            _ => "\"nothing\"",
        },
    };

    private static string Named(GraphQLType type) => ContractReader.Print(type).Trim('[', ']', '!');
}
