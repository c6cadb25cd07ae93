using GraphQLParser.AST;
using static IncidentGraph.Server.Tests.Schema.ContractReader;
using GraphQLDefinitions = IncidentGraph.Server.Schema.Definitions;

namespace IncidentGraph.Server.Tests.Engine.Costs;

/// <summary>What the contract has to say so that costs can be reckoned.</summary>
public sealed class CostContractTests
{
    /// <summary>A payload's errors are none or few: one is reckoned with.</summary>
    [Fact]
    public void Each_list_of_objects_says_how_long_it_may_be()
    {
        var objects = Types.Where(t => t is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition or GraphQLUnionTypeDefinition)
            .Select(t => t.Name.StringValue).ToHashSet(StringComparer.Ordinal);
        var silent =
            from type in Types
            where type is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition
            from field in GraphQLDefinitions.FieldsOf(type)
            let name = type.Name.StringValue
            let given = Print(field.Type)!
            let named = given.Trim('[', ']', '!')
            where objects.Contains(named) && (given.StartsWith('[') || named.EndsWith("Connection", StringComparison.Ordinal))
            where !(name.EndsWith("Connection", StringComparison.Ordinal) && field.Name.StringValue is "edges" or "nodes")
            where !(name.EndsWith("Payload", StringComparison.Ordinal) && field.Name.StringValue == "errors")
            where field.Directives?.Items.Any(d => d.Name.Value == "listSize") != true
            select $"{name}.{field.Name}";

        Assert.Empty(silent);
    }

    [Fact]
    public void Each_mutation_weighs_more_than_an_object() =>
        Assert.Empty(Fields("Mutation").Where(m => m.Directives?.Items.Any(d => d.Name.Value == "cost") != true).Select(m => m.Name.StringValue));

    [Fact]
    public void Only_fields_and_objects_have_weights()
    {
        var inputs = Types.OfType<GraphQLInputObjectTypeDefinition>().SelectMany(i => i.Fields?.Items ?? []).Cast<IHasDirectivesNode>();
        var arguments = Types.SelectMany(t => GraphQLDefinitions.FieldsOf(t)).SelectMany(f => f.Arguments?.Items ?? []);
        var leafs = Types.Where(t => t is GraphQLEnumTypeDefinition or GraphQLScalarTypeDefinition).Cast<IHasDirectivesNode>();

        Assert.DoesNotContain(inputs.Concat(arguments).Concat(leafs), node => node.Directives?.Items.Any(d => d.Name.Value == "cost") == true);
    }
}
