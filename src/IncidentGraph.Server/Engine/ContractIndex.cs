using System.Collections.Frozen;
using GraphQLParser.AST;
using IncidentGraph.Server.Engine.Costs;

namespace IncidentGraph.Server.Engine;

/// <summary>What the contract says of each field, by type and name: the type it gives and who may ask for it.</summary>
internal sealed class ContractIndex
{
    private readonly FrozenDictionary<(string Type, string Field), FieldRule> _fields;
    private readonly IReadOnlyList<(string Type, string Field)> _order;
    private readonly FrozenSet<string> _objects;

    public ContractIndex(GraphQLDocument contract)
    {
        var costs = new CostDirectives(contract);
        List<((string Type, string Field) Place, FieldRule Rule)> all = [.. contract.Definitions.OfType<GraphQLTypeDefinition>()
            .SelectMany(type => FieldsOf(type).Select(field => ((type.Name.StringValue, field.Name.StringValue), Rule(type, field, costs.Of(field)))))];
        _objects = contract.Definitions.OfType<GraphQLObjectTypeDefinition>().Select(type => type.Name.StringValue).ToFrozenSet(StringComparer.Ordinal);
        _order = all.ConvertAll(f => f.Place);
        _fields = all.ToFrozenDictionary(f => f.Place, f => f.Rule);
    }

    public FieldRule? this[string type, string field] => _fields.GetValueOrDefault((type, field));

    public bool IsObject(string type) => _objects.Contains(type);

    /// <summary>The fields of one type, in the contract's order.</summary>
    public IEnumerable<(string Name, FieldRule Rule)> FieldsOf(string type) =>
        _order.Where(f => f.Type == type).Select(f => (f.Field, _fields[f]));

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

    private static FieldRule Rule(GraphQLTypeDefinition type, GraphQLFieldDefinition field, FieldCost cost)
    {
        IEnumerable<GraphQLDirective> directives = [.. (type as IHasDirectivesNode)?.Directives?.Items ?? [], .. field.Directives?.Items ?? []];
        var policies = directives.Where(d => d.Name.Value == "authorize")
            .Select(d => ((GraphQLStringValue)d.Arguments!.First(a => a.Name.Value == "policy").Value).Value.ToString()) // required by its definition
            .ToList();
        return new FieldRule(NamedType(field.Type), directives.Any(d => d.Name.Value == "public") && policies.Count == 0, policies, cost);
    }
}

/// <summary>A field without @public needs policy viewer; policies of @authorize come on top.</summary>
internal sealed record FieldRule(string TypeName, bool IsPublic, IReadOnlyList<string> Policies, FieldCost Cost);
