using GraphQL.Types;
using GraphQLParser.AST;
using IncidentGraph.Domain;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Schema;

namespace IncidentGraph.Server.Engine;

/// <summary>The contract as the engine serves it: whole to signed-in callers, its public part, made when the first asks, to anonymous ones.</summary>
internal sealed class GraphSchemas
{
    private readonly Lazy<ISchema> _public;
    private readonly ISchema _whole;

    public GraphSchemas(Contract contract, ContractIndex index, TypeMap types, IReadOnlyList<FieldBinding> bindings)
    {
        var enums = new EnumTypes(typeof(Ids).Assembly, typeof(GraphSchemas).Assembly);
        _whole = Build(contract.Document, types, bindings, enums);
        _public = new(() => Build(PublicContract.From(contract.Document, index), types, bindings, enums));
    }

    public ISchema For(Audience audience) => audience == Audience.Anonymous ? _public.Value : _whole;

    private static GraphQL.Types.Schema Build(
        GraphQLDocument document, TypeMap types, IReadOnlyList<FieldBinding> bindings, EnumTypes enums)
    {
        var schema = new ContractSchemaBuilder(document, bindings, types, enums).Build();
        schema.Features.RepeatableDirectives = true;
        schema.Features.DeprecationOfInputValues = true;
        schema.Filter = new WholeSchema();
        ContractScalars.Register(schema, document);
        schema.Initialize();
        IntrospectionAdditions.AddTo(schema, document);
        return schema;
    }
}
