using System.Text.Json;
using CsCheck;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Connections;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>Page by page, in either direction, every follow-up comes exactly once and in one order.</summary>
public sealed class FollowUpPagingTests(FollowUpScatter scatter) : IClassFixture<FollowUpScatter>
{
    private static readonly string[] _keys = ["dueAt", "priority", "createdAt"];

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Random_orders_and_page_sizes_give_the_same_list(DatabaseProvider provider)
    {
        var client = await scatter.On(provider);
        var element = Gen.Select(Gen.Int[0, _keys.Length - 1], Gen.Bool, (key, up) => Walk.By(_keys[key], up ? "ASC" : "DESC"));

        await Gen.Select(element.Array[0, 3], Gen.Int[1, 40].Array[1, 4], Gen.Bool).SampleAsync(
            async (elements, sizes, isBackward) =>
            {
                var order = $"[{string.Join(", ", elements)}]";
                var walked = await Walk.Root(client, "followUps", order, sizes, isBackward);
                return walked.Distinct().Count() == FollowUpScatter.Count
                    && walked.SequenceEqual(await Walk.Root(client, "followUps", order, [100], isBackward: false));
            },
            iter: 25, threads: 1);
    }

    [SkippableFact]
    public async Task Both_databases_sort_alike_null_last_ascending_and_first_descending()
    {
        var (sqlite, postgres) = (await scatter.On(DatabaseProvider.Sqlite), await scatter.On(DatabaseProvider.Postgres));
        foreach (var key in _keys)
        {
            foreach (var direction in (string[])["ASC", "DESC"])
            {
                var query = $"{{ followUps(first: 100, order: [{Walk.By(key, direction)}]) {{ nodes {{ id dueAt priority createdAt }} }} }}";
                var found = Nodes(await sqlite.Query(query));
                Assert.Equal(found, Nodes(await postgres.Query(query)));
                var nulls = found.Select(n => n.Contains("\"dueAt\":null", StringComparison.Ordinal)).ToList();
                Assert.Contains(true, nulls);
                if (key == "dueAt")
                    Assert.Equal(direction == "ASC" ? nulls.Order() : nulls.OrderDescending(), nulls);
            }
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Priority_sorts_by_how_much_it_matters(DatabaseProvider provider)
    {
        var data = await (await scatter.On(provider)).Query("{ followUps(first: 100, order: [{ priority: DESC }]) { nodes { priority } } }");
        var shown = data.GetProperty("followUps").GetProperty("nodes").EnumerateArray().Select(n => n.Text("priority")).ToList();

        string[] grades = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];
        Assert.Equal(shown.OrderBy(p => Array.IndexOf(grades, p)), shown);
        Assert.Equal(grades, shown.Distinct());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Those_of_each_incident_and_postmortem_come_in_the_order_they_were_added(DatabaseProvider provider)
    {
        var client = await scatter.On(provider);
        var all = await Walk.Root(client, "followUps", null, [100], isBackward: false);
        var byIncident = await client.Query("{ incidents(first: 100) { nodes { number followUps(first: 100) { totalCount nodes { id } } postmortem { followUps(first: 100) { totalCount nodes { id } } } } } }");
        var total = 0;
        foreach (var incident in byIncident.GetProperty("incidents").GetProperty("nodes").EnumerateArray())
        {
            var own = incident.GetProperty("followUps");
            Assert.Equal(own.ToString(), incident.GetProperty("postmortem").GetProperty("followUps").ToString());
            var whole = own.GetProperty("nodes").EnumerateArray().Select(n => n.Text("id")).ToList();
            total += own.Int("totalCount");
            foreach (var isBackward in (bool[])[false, true])
                Assert.Equal(whole, await Walk.Collect([3, 1], isBackward, Read(client, incident.Int("number"), isBackward)));
        }

        Assert.Equal(all.Count, total);
    }

    private static Func<int, string?, Task<JsonElement>> Read(GraphQLClient client, int number, bool isBackward) => async (n, c) =>
        (await client.Query(
            $"query($n: Int, $c: String, $number: Int!) {{ incident(number: $number) {{ {Walk.Page($"followUps({Walk.Arguments(isBackward)})")} }} }}",
            new { n, c, number })).GetProperty("incident").GetProperty("followUps");

    private static List<string> Nodes(JsonElement data) => [.. data.GetProperty("followUps").GetProperty("nodes").EnumerateArray().Select(n => n.GetRawText())];
}
