using System.Text.Json;
using CsCheck;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Connections;

/// <summary>Page by page, in either direction, everything comes exactly once and in one order.</summary>
public sealed class PagingTests(Scatter scatter) : IClassFixture<Scatter>
{
    private static readonly string[] _incidentKeys =
        ["number", "title", "status", "severity.level", "severity.name", "occurredAt", "declaredAt", "resolvedAt", "updatedAt"];

    private static readonly string[] _serviceKeys = ["key", "name", "tier", "updatedAt"];

    public static TheoryData<DatabaseProvider, string, string> Keys()
    {
        var data = new TheoryData<DatabaseProvider, string, string>();
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
        {
            foreach (var key in _incidentKeys)
                data.Add(provider, "incidents", key);
            foreach (var key in _serviceKeys)
                data.Add(provider, "services", key);
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Keys))]
    public async Task Every_sort_key_pages_both_ways_without_gap_or_repetition(DatabaseProvider provider, string root, string key)
    {
        var client = await ClientAsync(provider);
        foreach (var direction in (string[])["ASC", "DESC"])
        {
            var order = $"[{Walk.By(key, direction)}]";
            var whole = await Walk.Root(client, root, order, [100], isBackward: false);
            Assert.Equal(root == "incidents" ? Scatter.Incidents : 12, whole.Count);
            foreach (var isBackward in (bool[])[false, true])
                Assert.Equal(whole, await Walk.Root(client, root, order, [7, 1, 13], isBackward));
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Random_orders_and_page_sizes_give_the_same_list(DatabaseProvider provider)
    {
        var client = await ClientAsync(provider);
        var element = Gen.Select(Gen.Int[0, _incidentKeys.Length - 1], Gen.Bool, (key, up) => Walk.By(_incidentKeys[key], up ? "ASC" : "DESC"));

        await Gen.Select(element.Array[1, 4], Gen.Int[1, 40].Array[1, 4], Gen.Bool).SampleAsync(
            async (elements, sizes, isBackward) =>
            {
                var order = $"[{string.Join(", ", elements)}]";
                var walked = await Walk.Root(client, "incidents", order, sizes, isBackward);
                return walked.Count == Scatter.Incidents
                    && walked.SequenceEqual(await Walk.Root(client, "incidents", order, [100], isBackward: false));
            },
            iter: 15, threads: 1);
    }

    [SkippableTheory]
    [InlineData("resolvedAt", "resolvedAt")]
    [InlineData("severity.level", "severity { level }")]
    [InlineData("severity.name", "severity { name }")]
    public async Task Null_comes_last_ascending_and_first_descending(string key, string selection)
    {
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
        {
            var client = await ClientAsync(provider);
            var field = key.Split('.')[0];
            var data = await client.Query(
                $$"""
                {
                  ascending: incidents(first: 100, order: [{{Walk.By(key, "ASC")}}]) { nodes { {{selection}} } }
                  descending: incidents(first: 100, order: [{{Walk.By(key, "DESC")}}]) { nodes { {{selection}} } }
                }
                """);
            var ascending = Nulls(data, "ascending", field);
            Assert.Contains(true, ascending);
            Assert.Equal(ascending.Order(), ascending);
            Assert.Equal(Nulls(data, "descending", field).OrderDescending(), Nulls(data, "descending", field));
        }
    }

    [SkippableFact]
    public async Task Both_databases_sort_alike()
    {
        var (sqlite, postgres) = (await ClientAsync(DatabaseProvider.Sqlite), await ClientAsync(DatabaseProvider.Postgres));
        foreach (var key in _incidentKeys.Except(["declaredAt", "updatedAt"]))
        {
            const string Shown = "edges { cursor node { number title status resolvedAt severity { name } } }";
            var query = $"{{ incidents(first: 100, order: [{Walk.By(key, "ASC")}, {{ title: DESC }}, {{ occurredAt: ASC }}]) {{ {Shown} }} }}";
            Assert.Equal(Values(await sqlite.Query(query), key), Values(await postgres.Query(query), key));
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Nested_connections_page_for_each_parent_alike(DatabaseProvider provider)
    {
        var client = await ClientAsync(provider);
        foreach (var order in (string[])["[]", "[{ title: ASC }]", "[{ severity: { name: DESC } }]", "[{ resolvedAt: ASC }]", "[{ status: DESC }]"])
        {
            var whole = await client.Query($"{{ services(first: 100) {{ nodes {{ key incidents(first: 100, order: {order}) {{ totalCount nodes {{ id }} }} }} }} }}");
            foreach (var service in whole.GetProperty("services").GetProperty("nodes").EnumerateArray())
            {
                var expected = service.GetProperty("incidents").GetProperty("nodes").EnumerateArray().Select(n => n.Text("id")).ToList();
                Assert.Equal(expected.Count, service.GetProperty("incidents").Int("totalCount"));
                foreach (var isBackward in (bool[])[false, true])
                    Assert.Equal(expected, await WalkNested(client, service.Text("key"), order, 3, isBackward));
            }
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_log_and_timelines_page_both_ways(DatabaseProvider provider)
    {
        var client = await ClientAsync(provider);
        var whole = await Walk.Root(client, "events", null, [100], isBackward: false);

        Assert.Equal(whole, await Walk.Root(client, "events", null, [37, 5], isBackward: true));
        Assert.Equal(whole.Count, whole.Distinct().Count());
        var timeline = (await client.Query("{ incident(number: 1) { timeline(first: 100) { nodes { id } edges { cursor } } } }"))
            .GetProperty("incident").GetProperty("timeline");
        Assert.Superset(
            timeline.GetProperty("nodes").EnumerateArray().Select(n => n.Text("id")).ToHashSet(), whole.ToHashSet());
    }

    private async Task<GraphQLClient> ClientAsync(DatabaseProvider provider) => (await scatter.On(provider)).As("scatter", Persona.Admin);

    private static Task<List<string>> WalkNested(GraphQLClient client, string service, string order, int size, bool isBackward)
    {
        var query = $"query($n: Int, $c: String, $key: String!) {{ service(key: $key) {{ {Walk.Page($"incidents({Walk.Arguments(isBackward)}, order: {order})")} }} }}";
        return Walk.Collect([size], isBackward, async (n, c) =>
            (await client.Query(query, new { n, c, key = service })).GetProperty("service").GetProperty("incidents"));
    }

    private static List<bool> Nulls(JsonElement data, string list, string field) =>
        [.. data.GetProperty(list).GetProperty("nodes").EnumerateArray().Select(n => n.IsNull(field))];

    private static List<string> Values(JsonElement data, string key) =>
    [
        .. data.GetProperty("incidents").GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node"))
            .Select(n => key.Split('.') is [var outer, var inner]
                ? n.IsNull(outer) ? "" : n.GetProperty(outer).TryGetProperty(inner, out var value) ? value.ToString() : n.GetProperty(outer).ToString()
                : n.TryGetProperty(key, out var plain) ? plain.ToString() : n.Text("title")),
    ];
}
