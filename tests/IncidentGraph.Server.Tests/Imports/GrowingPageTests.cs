using System.Text.Json;
using CsCheck;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Commands;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Imports;

public sealed class GrowingPageTests
{
    private const string Everything = """
        { incidents(first: 100) { nodes { number title status version updates(first: 100) { nodes { id body postedAt } } latestUpdate { body } } } services(first: 100) { nodes { key version } } eventCursor }
        """;

    private static readonly DateTimeOffset _began = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_page_that_grows_adds_only_what_is_new_and_again_nothing(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var admin = server.As("ada", Persona.Admin);
        var page = 0;
        var minute = Gen.Int[0, 300];
        await Gen.Select(minute.Array[0, 4].Array[1, 4], minute.Array[0, 3].Array[1, 4]).SampleAsync(
            async (before, after) =>
            {
                var id = $"p{++page}";
                var first = await Import(server, Page(id, before, new int[before.Length][]));
                var grown = Page(id, before, [.. before.Select((_, i) => i < after.Length ? after[i] : [])]);
                var second = await Import(server, grown);
                var stored = await admin.Query(Everything);
                var third = await Import(server, grown);

                Assert.Equal((before.Sum(u => u.Length), after.Take(before.Length).Sum(u => u.Length)), (Created(first), Created(second)));
                Assert.Equal(0, Created(third));
                Assert.Equal(stored.ToString(), (await admin.Query(Everything)).ToString());
                Assert.All(stored.GetProperty("incidents").GetProperty("nodes").EnumerateArray(), IsNewestFirst);
            },
            iter: 6, threads: 1);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_update_that_is_imported_later_but_older_has_its_place_by_time(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var viewer = server.As("vera", Persona.Viewer);
        await Import(server, Page("p", [[60]], [[]]));
        await Import(server, Page("p", [[60]], [[30]]));

        const string Walk = "query($after: String) { incidents { nodes { latestUpdate { body } updates(first: 1, after: $after) { nodes { body } pageInfo { endCursor hasNextPage } } } } }";
        var newest = (await viewer.Query(Walk)).GetProperty("incidents").GetProperty("nodes")[0];
        var updates = newest.GetProperty("updates");
        var next = (await viewer.Query(Walk, new { after = updates.GetProperty("pageInfo").Text("endCursor") })).GetProperty("incidents").GetProperty("nodes")[0].GetProperty("updates");

        Assert.Equal(("Said a0", "Said a0", "Said b0"), (newest.GetProperty("latestUpdate").Text("body"), updates.GetProperty("nodes")[0].Text("body"), next.GetProperty("nodes")[0].Text("body")));
        Assert.False(next.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
    }

    private static void IsNewestFirst(JsonElement incident)
    {
        var updates = incident.GetProperty("updates").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(updates.Select(u => u.Text("postedAt")).OrderDescending(StringComparer.Ordinal), updates.Select(u => u.Text("postedAt")));
        if (updates.Count > 0)
            Assert.Equal(updates[0].Text("body"), incident.GetProperty("latestUpdate").Text("body"));
    }

    private static async Task<Typed> Import(TestServer server, object page)
    {
        using var fixture = new Fixture();
        var typed = await Typed.Run(server.Database, "import", "statuspage", fixture.WriteJson(page));
        Assert.Equal(0, typed.ExitCode);
        return typed;
    }

    private static object Page(string id, int[][] before, int[][] after) => new
    {
        page = new { id, name = "Page" },
        incidents = before.Select((_, i) => new
        {
            id = $"i{i}",
            name = $"Incident {i} of {id}",
            status = "investigating",
            impact = "minor",
            created_at = _began,
            components = new[] { new { id = $"{id}c{i % 2}", name = $"Part {i % 2}" } },
            incident_updates = Updates("a", before[i]).Concat(Updates("b", after[i] ?? [])),
        }),
    };

    private static IEnumerable<object> Updates(string name, int[] minutes) =>
        minutes.Select((minute, i) => new { id = $"{name}{i}", status = "investigating", body = $"Said {name}{i}", created_at = _began.AddMinutes(minute) });

    private static int Created(Typed typed) => typed.Output.Split('\n').SingleOrDefault(line => line.StartsWith("updates ", StringComparison.Ordinal)) is { } line
        ? int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture)
        : 0;
}
