using GraphQL.Resolvers;
using GraphQL.Types;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Just enough of a schema to be asked, told and listened to.</summary>
public static class ToySchema
{
    public const string Sdl = """
        type Query { echo(text: String): String broken: String }
        type Mutation { tick: Int! }
        type Subscription { ticks: Int! }
        """;

    public static ISchema Build(TickLog log)
    {
        var schema = Schema.For(Sdl, builder =>
        {
            builder.Types.For("Query").FieldFor("echo").Resolver = new FuncFieldResolver<object>(c => c.Arguments?["text"].Value);
            builder.Types.For("Query").FieldFor("broken").Resolver = new FuncFieldResolver<object>(Break);
            builder.Types.For("Mutation").FieldFor("tick").Resolver = new FuncFieldResolver<object>(_ => log.Add());
            // The executor reads the log itself; the schema wants a source all the same.
            builder.Types.For("Subscription").FieldFor("ticks").StreamResolver = new SourceStreamResolver<object>(NoSource);
        });
        schema.Features.RepeatableDirectives = true;
        schema.Features.DeprecationOfInputValues = true;
        schema.Initialize();
        return schema;
    }

    private static object? Break(GraphQL.IResolveFieldContext context) => throw new GraphQL.ExecutionError("broken as asked");

    private static IObservable<object?> NoSource(GraphQL.IResolveFieldContext context) => throw new NotSupportedException();
}
