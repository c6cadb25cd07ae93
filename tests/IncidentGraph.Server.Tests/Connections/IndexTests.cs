using GraphQLParser.AST;
using IncidentGraph.Data;
using IncidentGraph.Server.Schema;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Connections;

/// <summary>What the databases say of how they would read a page: in the order of an index, and from its place on, however many rows there are.</summary>
public sealed class IndexTests(Servers servers) : IClassFixture<Servers>
{
    /// <summary>Each list at the root with each of its orders, but for names of severities: there are at most twenty of these, and no index spans two tables.</summary>
    public static IEnumerable<object[]> Orders =>
        from provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.Postgres }
        from list in ContractReader.Fields("Query")
        let order = list.Arguments?.Items.Find(a => a.Name == "order")
        where order is not null
        from key in Keys(Definitions.NamedTypeOf(order.Type))
        where key != "severity: { name: DESC }"
        select new object[] { provider, list.Name.StringValue, key };

    /// <summary>Conditions that name rows, and which column finds them.</summary>
    public static IEnumerable<object[]> Conditions =>
        from provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.Postgres }
        from condition in new[]
        {
            ("incidents", "number: { eq: 7 }", "id"),
            ("incidents", "number: { in: [7, 8] }", "id"),
            ("incidents", "number: { gte: 7, lt: 9 }", "id"),
            ("incidents", "id: { eq: \"7\" }", "id"),
            ("incidents", "title: { eq: \"Slow\" }", "title"),
            ("incidents", "status: { eq: RESOLVED }", "status"),
            ("incidents", "isOpen: { eq: true }", "is_open"),
            ("services", "key: { eq: \"checkout\" }", "key"),
            ("teams", "key: { in: [\"payments\"] }", "key"),
            ("users", "handle: { eq: \"rosa\" }", "handle"),
        }
        select new object[] { provider, condition.Item1, condition.Item2, condition.Item3 };

    [SkippableTheory, MemberData(nameof(Orders))]
    public async Task A_page_is_read_in_the_order_of_an_index(DatabaseProvider provider, string list, string key)
    {
        var server = await servers.On(provider);
        foreach (var page in new[] { "first", "last" })
        {
            var plan = await PlanOf(server, list, $"{page}: 2, order: [{{ {key} }}]");
            Assert.DoesNotContain(provider == DatabaseProvider.Sqlite ? "TEMP B-TREE" : "Sort", plan, StringComparison.Ordinal);
        }
    }

    [SkippableTheory, MemberData(nameof(Conditions))]
    public async Task A_condition_is_looked_up(DatabaseProvider provider, string list, string where, string column)
    {
        var plan = await PlanOf(await servers.On(provider), list, $"first: 2, where: {{ {where} }}");

        if (provider == DatabaseProvider.Sqlite)
            Assert.Matches($@"SEARCH .*\({(column == "id" ? "(rowid|id)" : column)}[=<>]", plan);
        else
            Assert.Matches($@"Index Cond: .*\b{column}\b", plan);
    }

    /// <summary>Of a status page: open incidents, the worst first.</summary>
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Open_incidents_by_severity_come_from_one_index(DatabaseProvider provider)
    {
        var plan = await PlanOf(await servers.On(provider), "incidents", "first: 2, where: { isOpen: { eq: true } }, order: [{ severity: { level: ASC } }]");

        Assert.Contains("IX_incidents_is_open_severity_sort_id", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(provider == DatabaseProvider.Sqlite ? "TEMP B-TREE" : "Sort", plan, StringComparison.Ordinal);
    }

    /// <summary>However many incidents share the severity, the page begins at its place among them, and goes on with the severities after it.</summary>
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_page_among_equals_begins_at_its_place(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var responder = server.As("rosa", Persona.Responder);
        await responder.Declare();
        const string order = "order: [{ severity: { level: ASC } }]";
        var cursor = (await responder.Query($"{{ incidents(first: 1, {order}) {{ pageInfo {{ endCursor }} }} }}"))
            .GetProperty("incidents").GetProperty("pageInfo").GetProperty("endCursor");

        var plan = await PlanOf(server, "incidents", $"first: 2, {order}, after: {cursor.GetRawText()}");

        string[] places = provider == DatabaseProvider.Sqlite
            ? [@"\(severity_sort=\? AND (id|rowid)>\?\)", @"\(severity_sort>\?\)"]
            : [@"Index Cond: \(\(severity_sort = \$\d\) AND \(id > \$\d\)\)", @"Index Cond: \(severity_sort > \$\d\)"];
        Assert.All(places, place => Assert.Matches(place, plan));
    }

    private static async Task<string> PlanOf(TestServer server, string list, string arguments)
    {
        var client = server.As("root", Persona.Admin);
        await client.Query("{ viewer { __typename } }"); // the first request of a person writes
        server.Statements.Clear();
        await client.Query($"{{ {list}({arguments}) {{ nodes {{ id }} }} }}");
        var read = Assert.Single(server.Statements.OfRequests, sql => sql.Contains("ORDER BY", StringComparison.Ordinal));
        return await Plan.OfAsync(server, read);
    }

    /// <summary>Each key of a sort input: <c>title: DESC</c>, <c>severity: { level: DESC }</c>.</summary>
    private static IEnumerable<string> Keys(string input) =>
        ((GraphQLInputObjectTypeDefinition)ContractReader.Type(input)).Fields!.Items.SelectMany(field => // an input has fields
            Definitions.NamedTypeOf(field.Type) is "SortEnumType"
                ? [$"{field.Name.StringValue}: DESC"]
                : Keys(Definitions.NamedTypeOf(field.Type)).Select(key => $"{field.Name.StringValue}: {{ {key} }}"));
}
