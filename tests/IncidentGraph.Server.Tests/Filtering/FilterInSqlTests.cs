using GraphQLParser.AST;
using IncidentGraph.Data;
using IncidentGraph.Server.Schema;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Filtering;

/// <summary>Every condition that a list takes becomes part of its SQL: what were decided after loading would leave the SQL as it is.</summary>
public sealed class FilterInSqlTests(Servers servers) : IClassFixture<Servers>
{
    /// <summary>Where a parent of each nested list is found.</summary>
    private static readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal)
    {
        ["Incident"] = "incidents",
        ["Service"] = "services",
        ["Team"] = "teams",
        ["User"] = "users",
    };

    public static TheoryData<string, string, string> Conditions
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            var lists = from type in ContractReader.Objects
                        where type.Name != "Subscription"
                        from list in Definitions.FieldsOf(type)
                        from argument in list.Arguments?.Items ?? []
                        where argument.Name == "where"
                        from condition in Inputs(Definitions.NamedTypeOf(argument.Type))
                        where condition.Name.StringValue is not ("and" or "or")
                        select (Type: type.Name.StringValue, List: list.Name.StringValue, Condition: condition.Name.StringValue);
            foreach (var one in lists)
                all.Add(one.Type, one.List, one.Condition);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task A_condition_is_part_of_the_statement_that_reads_the_list(string type, string field, string condition)
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var client = server.As("root", Persona.Admin);
        await Arranged(client);
        var input = WhereType(type, field);
        var where = new Dictionary<string, object?>(StringComparer.Ordinal) { [condition] = Sample(Inputs(input).Single(f => f.Name == condition).Type) };

        var without = await Statements(server, client, Document(type, field, input), null);
        var with = await Statements(server, client, Document(type, field, input), where);

        Assert.NotEmpty(without);
        Assert.Contains(with.Except(without), sql => sql.Contains("WHERE", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> Statements(TestServer server, GraphQLClient client, string document, object? where)
    {
        server.Statements.Clear();
        await client.Query(document, new { where });
        return server.Statements.OfRequests;
    }

    private static string Document(string type, string field, string input)
    {
        var list = $"{field}(where: $where, first: 5) {{ nodes {{ __typename id }} }}";
        return type == "Query"
            ? $"query($where: {input}) {{ {list} }}"
            : $"query($where: {input}) {{ {_parents[type]}(first: 5) {{ nodes {{ {list} }} }} }}";
    }

    private static string WhereType(string type, string field) => Definitions.NamedTypeOf(
        ContractReader.Field(type, field)!.Arguments!.Items.Single(a => a.Name == "where").Type); // it has one, see Conditions

    private static IReadOnlyList<GraphQLInputValueDefinition> Inputs(string name) =>
        ((GraphQLInputObjectTypeDefinition)ContractReader.Type(name)).Fields?.Items ?? [];

    /// <summary>A value for a condition: the first comparison, down to a scalar.</summary>
    private static object Sample(GraphQLType type)
    {
        var name = Definitions.NamedTypeOf(type);
        return name switch
        {
            "Int" => 1,
            "Boolean" => true,
            "DateTime" => "2026-01-01T00:00:00Z",
            "Duration" => "PT1H",
            "String" or "ID" => "1",
            _ => ContractReader.Type(name) switch
            {
                GraphQLEnumTypeDefinition choices => choices.Values!.Items[0].Name.StringValue, // an enum has values
                GraphQLInputObjectTypeDefinition => SampleOf(Inputs(name).First(f => f.Name.StringValue is not ("and" or "or" or "all" or "none"))),
                _ => throw new InvalidOperationException($"No sample of {name}."),
            },
        };
    }

    private static Dictionary<string, object?> SampleOf(GraphQLInputValueDefinition field) =>
        new(StringComparer.Ordinal) { [field.Name.StringValue] = Sample(field.Type) };

    private static async Task Arranged(GraphQLClient client)
    {
        if ((await client.Query("{ teams { totalCount } }")).GetProperty("teams").Int("totalCount") > 0)
            return;
        await client.Mutate("defineTeam", new { key = "payments", name = "Payments" });
        var (id, _) = await client.Register(new { ownerId = "payments" });
        await client.Declare(new { services = new[] { new { serviceId = id, level = "MAJOR_OUTAGE" } } });
    }
}
