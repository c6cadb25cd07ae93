using IncidentGraph.Server.Schema;

namespace IncidentGraph.Server.Tests.Schema;

public sealed class ContractLoadingTests
{
    private const string Shared = """
        directive @describes(types: [String!], argumentsOf: [String!]) on INPUT_OBJECT

        "A page of {Name}, as in {name}."
        input PageTemplate @describes(types: ["*Page"]) { "Shared." title: Any }

        input ArgumentsTemplate @describes(argumentsOf: ["*Page"]) { "How many {Name}." first: Any }
        """;

    [Fact]
    public void Templates_describe_what_has_no_description_of_its_own()
    {
        var sdl = Load("""
            type LongStoryPage { title: String }
            "Mine." type PoemPage { "Own." title: String }
            "Root." type Query { "Stories." stories(first: Int): [LongStoryPage!]! "Poems." poems("Few." first: Int): PoemPage }
            """);

        Assert.Equal(
            """
            "A page of LongStory, as in longStory."
            type LongStoryPage {
              "Shared."
              title: String
            }

            "Mine."
            type PoemPage {
              "Own."
              title: String
            }

            "Root."
            type Query {
              "Stories."
              stories(
                "How many LongStory."
                first: Int): [LongStoryPage!]!
              "Poems."
              poems(
                "Few."
                first: Int): PoemPage
            }

            """,
            sdl);
    }

    [Fact]
    public void Implementers_inherit_fields_and_descriptions_of_their_interfaces_before_templates_apply()
    {
        var sdl = Load("""
            type NewsPage implements Titled & Node { title: String "Own." body: String }
            interface Titled implements Node { "Inherited." title: String }
            interface Node { "Root of all." id: ID! }
            """);

        Assert.StartsWith(
            """
            "A page of News, as in news."
            type NewsPage implements Titled & Node {
              "Root of all."
              id: ID!
              "Inherited."
              title: String
              "Own."
              body: String
            }
            """,
            sdl,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extend type Query { a: Int }", "schema/a.graphql: ObjectTypeExtension is not allowed")]
    [InlineData("extend input In { a: Int }", "schema/a.graphql: InputObjectTypeExtension is not allowed")]
    [InlineData("type PageTemplate { a: Int }", "schema/shared.graphql: PageTemplate is defined in schema/a.graphql too")]
    [InlineData("type A implements Missing { a: Int }", "A implements Missing, which is no interface")]
    [InlineData("type A {", "schema/a.graphql: Syntax Error")]
    public void What_cannot_be_loaded_is_refused_with_its_place(string text, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Load(text));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*Connection", "EventConnection", "Event")]
    [InlineData("List*Input", "ListStringInput", "String")]
    [InlineData("*Input", "Input", null)]
    [InlineData("List*tInput", "ListInput", null)]
    [InlineData("EventMessage", "EventMessage", "EventMessage")]
    [InlineData("EventMessage", "EventMessages", null)]
    public void A_pattern_tells_what_its_star_stands_for(string pattern, string name, string? expected) =>
        Assert.Equal(expected, new NamePattern(pattern).Match(name));

    private static string Load(string text) => Contract.From([new("a.graphql", text), new("shared.graphql", Shared)]).Sdl;
}
