using GraphQLParser.AST;
using IncidentGraph.Server.Schema;
using static IncidentGraph.Server.Tests.Schema.ContractReader;

namespace IncidentGraph.Server.Tests.Schema;

public sealed class ConventionTests
{
    private static readonly string[] WithoutTotalCount = ["EventConnection"];

    public static TheoryData<string> MutationNames => [.. Fields("Mutation").Select(mutation => mutation.Name.StringValue)];

    [Fact]
    public void Implementers_have_every_field_of_their_interfaces()
    {
        var lacking =
            from type in Types.Where(type => type is IHasInterfacesNode)
            from parent in ((IHasInterfacesNode)type).Interfaces?.Items ?? []
            from field in Fields(parent.Name.StringValue)
            let own = Definitions.FieldsOf(type).SingleOrDefault(candidate => candidate.Name == field.Name)
            where Print(own?.Type) != Print(field.Type)
            select $"{type.Name}.{field.Name}";

        Assert.Empty(lacking);
    }

    [Theory]
    [InlineData("Event")]
    [InlineData("Error")]
    public void A_field_name_has_one_type_and_nullability_over_all_implementers(string parent)
    {
        var types = Implementers(parent)
            .SelectMany(type => type.Fields!.Items)
            .GroupBy(field => field.Name.StringValue, field => Print(field.Type))
            .Where(name => name.Distinct().Count() > 1);

        Assert.Empty(types.Select(name => $"{name.Key}: {string.Join(", ", name.Distinct())}"));
    }

    [Fact]
    public void EventType_has_exactly_one_value_for_each_event()
    {
        var values = ((GraphQLEnumTypeDefinition)Type("EventType")).Values!.Items.Select(value => value.Name.StringValue);
        var expected = Implementers("Event").Select(type => UpperSnake(type.Name.StringValue));

        Assert.Equal(expected.Order(StringComparer.Ordinal), values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Events_are_nodes() =>
        Assert.Equal(Implementers("Event"), Implementers("Event").Intersect(Implementers("Node")));

    [Theory]
    [MemberData(nameof(MutationNames))]
    public void A_mutation_takes_one_input_and_answers_with_an_object_a_cursor_and_typed_errors(string name)
    {
        var mutation = Field("Mutation", name)!;
        var prefix = char.ToUpperInvariant(name[0]) + name[1..];

        Assert.Equal($"{prefix}Payload!", Print(mutation.Type));
        var input = Assert.Single(mutation.Arguments!.Items);
        Assert.Equal(("input", $"{prefix}Input!"), (input.Name.StringValue, Print(input.Type)));
        Assert.Contains(mutation.Directives!.Items, directive => directive.Name == "authorize");
        Assert.Contains(Definitions.MembersOf(Type($"{prefix}Input")), field => field.Name == "idempotencyKey");
        AssertPayload($"{prefix}Payload", $"[{prefix}Error!]");
        var union = (GraphQLUnionTypeDefinition)Type($"{prefix}Error");
        Assert.Empty(union.Types!.Items.Select(member => member.Name.StringValue).Except(Implementers("Error").Select(type => type.Name.StringValue)));
    }

    [Theory]
    [MemberData(nameof(MutationNames))]
    public void A_mutation_that_may_meet_an_older_version_has_an_error_for_it(string name)
    {
        var prefix = char.ToUpperInvariant(name[0]) + name[1..];
        var takesVersion = Definitions.MembersOf(Type($"{prefix}Input")).Any(field => field.Name == "expectedVersion");
        var errors = ((GraphQLUnionTypeDefinition)Type($"{prefix}Error")).Types!.Items.Select(member => member.Name.StringValue);

        Assert.Equal(takesVersion, errors.Contains("VersionConflictError"));
    }

    [Fact]
    public void Connections_have_edges_nodes_pageInfo_and_all_but_events_a_totalCount()
    {
        foreach (var connection in Objects.Where(type => type.Name.StringValue.EndsWith("Connection", StringComparison.Ordinal)))
        {
            var name = connection.Name.StringValue;
            var edge = name.Replace("Connection", "Edge", StringComparison.Ordinal);
            var node = Print(Field(edge, "node")!.Type);
            Assert.Equal("String!", Print(Field(edge, "cursor")!.Type));
            string[] expected = [$"edges: [{edge}!]!", $"nodes: [{node}]!", "pageInfo: PageInfo!", .. WithoutTotalCount.Contains(name) ? [] : new[] { "totalCount: Int!" }];
            Assert.Equal(expected, connection.Fields!.Items.Select(field => $"{field.Name}: {Print(field.Type)}"));
        }
    }

    [Fact]
    public void What_returns_a_connection_can_be_paged_both_ways()
    {
        string[] paging = ["first: Int", "after: String", "last: Int", "before: String"];
        var lacking =
            from type in Objects
            from field in type.Fields!.Items
            where Print(field.Type).EndsWith("Connection!", StringComparison.Ordinal)
            let arguments = (field.Arguments?.Items ?? []).Select(argument => $"{argument.Name}: {Print(argument.Type)}")
            where paging.Except(arguments).Any()
            select $"{type.Name}.{field.Name}";

        Assert.Empty(lacking);
    }

    [Fact]
    public void Only_the_viewer_is_public()
    {
        var types = Types.Where(type => IsPublic((IHasDirectivesNode)type)).Select(type => type.Name.StringValue);
        var fields = Objects.SelectMany(type => type.Fields!.Items.Where(IsPublic).Select(field => $"{type.Name}.{field.Name}"));

        Assert.Equal(["Viewer", "Query.viewer"], types.Concat(fields));
    }

    private static void AssertPayload(string payload, string errors)
    {
        var fields = Fields(payload).Select(field => $"{field.Name}: {Print(field.Type)}").ToList();
        Assert.Equal(["cursor: String", $"errors: {errors}"], fields[^2..]);
        Assert.NotEmpty(fields[..^2]);
        Assert.DoesNotContain(fields, field => field.EndsWith('!'));
    }

    private static bool IsPublic(IHasDirectivesNode node) => node.Directives?.Items.Exists(directive => directive.Name == "public") == true;

    private static string UpperSnake(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? "_" + letter : char.ToUpperInvariant(letter).ToString()));
}
