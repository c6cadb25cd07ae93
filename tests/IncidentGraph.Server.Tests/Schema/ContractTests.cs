using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using IncidentGraph.Server.Schema;
using Snapshooter.Xunit;
using static IncidentGraph.Server.Tests.Schema.ContractReader;

namespace IncidentGraph.Server.Tests.Schema;

public sealed class ContractTests
{
    [Fact]
    public void The_contract_is_the_one_in_the_snapshot() => Served.Sdl.MatchSnapshot();

    [Fact]
    public void The_engine_builds_it_without_losing_a_type()
    {
        var schema = global::GraphQL.Types.Schema.For(Served.Sdl, builder =>
        {
            foreach (var name in Types.Select(type => type.Name.StringValue))
            {
                builder.Types.For(name).ResolveType = _ => null!; // nothing is executed
            }

            foreach (var field in Fields("Subscription"))
            {
                builder.Types.For("Subscription").FieldFor(field.Name.StringValue).StreamResolver = new NoStream();
            }
        });
        schema.RegisterType(new UriGraphType { Name = "URL" });
        schema.RegisterType(new TimeSpanSecondsGraphType { Name = "Duration" });
        schema.Features.RepeatableDirectives = true;
        schema.Initialize();

        Assert.Empty(Types.Select(type => type.Name.StringValue).Except(schema.AllTypes.Select(type => type.Name)));
        Assert.Equal("Where a page stands in the whole list, as the Relay connection specification defines it.", schema.AllTypes["PageInfo"]?.Description);
    }

    [Fact]
    public void What_is_printed_reads_back_the_same() =>
        Assert.Equal(Served.Sdl, Contract.From([new SchemaFile("printed.graphql", Served.Sdl)]).Sdl);

    [Fact]
    public void Templates_are_not_served()
    {
        Assert.DoesNotContain("Template", Served.Sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("@describes", Served.Sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("{name}", Served.Sdl, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class NoStream : ISourceStreamResolver
    {
        public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) => throw new NotSupportedException();
    }
}
