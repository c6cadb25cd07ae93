using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQLParser.AST;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// What today's specification has and the engine's introspection lacks: <c>__Type.specifiedByURL</c> and
/// <c>__Directive.args(includeDeprecated:)</c>, which clients' introspection queries ask for; and <c>__type</c> is null for an empty name too.
/// </summary>
internal static class IntrospectionAdditions
{
    public static void AddTo(ISchema schema, GraphQLDocument contract)
    {
        var urls = contract.Definitions.OfType<GraphQLScalarTypeDefinition>()
            .ToDictionary(s => s.Name.StringValue, UrlOf, StringComparer.Ordinal);
        var type = (IComplexGraphType)schema.AllTypes["__Type"]!; // every schema has it
        type.AddField(new FieldType
        {
            Name = "specifiedByURL",
            Description = "Where the behaviour of a custom scalar is specified.",
            ResolvedType = new StringGraphType(),
            Resolver = new FuncFieldResolver<IGraphType, string?>(c => urls.GetValueOrDefault(c.Source.Name)),
        });

        var arguments = ((IObjectGraphType)schema.AllTypes["__Directive"]!).Fields.Find("args")!; // every schema has them
        arguments.Arguments ??= [];
        if (arguments.Arguments.Find("includeDeprecated") is null)
            arguments.Arguments.Add(new QueryArgument(new BooleanGraphType()) { Name = "includeDeprecated", DefaultValue = false });

        schema.TypeMetaFieldType.Resolver = new FuncFieldResolver<object>(c => c.GetArgument<string>("name") is { Length: > 0 } name ? c.Schema.AllTypes[name] : null);
    }

    private static string? UrlOf(GraphQLScalarTypeDefinition scalar)
    {
        var directive = scalar.Directives?.Items.FirstOrDefault(d => d.Name.Value == "specifiedBy");
        return (directive?.Arguments?.Items[0].Value as GraphQLStringValue)?.Value.ToString();
    }
}
