using System.Collections.Frozen;
using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine;

/// <summary>What the contract says of each field, by type and name: the type it gives and who may ask for it.</summary>
internal sealed class ContractIndex
{
    private readonly FrozenDictionary<(string Type, string Field), FieldRule> _fields;

    public ContractIndex(GraphQLDocument contract) =>
        _fields = contract.Definitions.OfType<GraphQLTypeDefinition>()
            .SelectMany(type => FieldsOf(type).Select(field => (type, field)))
            .ToFrozenDictionary(f => (f.type.Name.StringValue, f.field.Name.StringValue), f => Rule(f.type, f.field));

    public FieldRule? this[string type, string field] => _fields.GetValueOrDefault((type, field));

    public static IEnumerable<GraphQLFieldDefinition> FieldsOf(GraphQLTypeDefinition type) => type switch
    {
        GraphQLObjectTypeDefinition o => o.Fields?.Items ?? [],
        GraphQLInterfaceTypeDefinition i => i.Fields?.Items ?? [],
        _ => [],
    };

    public static string NamedType(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => NamedType(nonNull.Type),
        GraphQLListType list => NamedType(list.Type),
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new InvalidOperationException($"Unknown kind of type {type.Kind}."),
    };

    private static FieldRule Rule(GraphQLTypeDefinition type, GraphQLFieldDefinition field)
    {
        IEnumerable<GraphQLDirective> directives = [.. (type as IHasDirectivesNode)?.Directives?.Items ?? [], .. field.Directives?.Items ?? []];
        var policies = directives.Where(d => d.Name.Value == "authorize")
            .Select(d => ((GraphQLStringValue)d.Arguments!.First(a => a.Name.Value == "policy").Value).Value.ToString()) // required by its definition
            .ToList();
        return new FieldRule(NamedType(field.Type), directives.Any(d => d.Name.Value == "public") && policies.Count == 0, policies);
    }
}

/// <summary>A field without @public needs policy viewer; policies of @authorize come on top.</summary>
internal sealed record FieldRule(string TypeName, bool IsPublic, IReadOnlyList<string> Policies);
