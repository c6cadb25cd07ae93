using GraphQL.Types;
using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine;

/// <summary>Gives the contract's scalars their behaviour, with the descriptions that the engine drops from the SDL.</summary>
internal static class ContractScalars
{
    public static void Register(GraphQL.Types.Schema schema, GraphQLDocument contract)
    {
        schema.RegisterType(new IdScalar());
        ScalarGraphType[] scalars = [new DateTimeScalar(), new DurationScalar(), new UrlScalar()];
        var defined = contract.Definitions.OfType<GraphQLScalarTypeDefinition>()
            .ToDictionary(d => d.Name.StringValue, d => d.Description?.Value.ToString(), StringComparer.Ordinal);
        foreach (var scalar in scalars.Where(s => defined.ContainsKey(s.Name)))
        {
            scalar.Description = defined[scalar.Name];
            schema.RegisterType(scalar);
        }
    }
}
