using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Schema;

namespace IncidentGraph.Server.Tests.Architecture;

public sealed class BindingTests
{
    [Fact]
    public void A_contract_whose_fields_are_all_bound_starts() =>
        Assert.Equal(["greeting"], Bind("type Query { greeting: String! }").Select(b => b.FieldName));

    [Fact]
    public void A_field_that_nothing_binds_is_refused_by_its_name()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Bind("type Query { greeting: String! answer: Int missing: Int }"));

        Assert.Equal("Fields of the contract that no method or property binds: Query.answer, Query.missing.", refusal.Message);
    }

    [Fact]
    public void A_method_that_the_contract_lacks_is_refused_by_its_name()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Bind("type Query"));

        Assert.Equal("Bound methods that the contract lacks: Query.greeting.", refusal.Message);
    }

    private static IReadOnlyList<FieldBinding> Bind(string sdl)
    {
        var contract = Contract.From([new SchemaFile("tiny.graphql", sdl)]).Document;
        var here = typeof(BindingTests).Assembly;
        return new Binder(new TypeMap(contract, here, here), here, new PropertyFields()).Bind(contract);
    }
}

/// <summary>The only class of this assembly that binds fields.</summary>
[QueryType]
public static class TinyQueries
{
    public static string Greeting() => "Hello";
}
