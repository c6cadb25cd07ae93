using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Architecture;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Server.Tests.Telemetry;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Deploy;

public sealed partial class DashboardTests
{
    private static readonly JsonElement Dashboard = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(House.Root, "src", "IncidentGraph.Server", "Deploy", "grafana-dashboard.json"))).RootElement;

    private static readonly List<string> Queries =
    [
        .. Dashboard.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!), // every target has one
    ];

    [Fact]
    public async Task Whatever_it_asks_for_is_there_with_its_labels()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options, Work.Settings);
        await using var closing = (await Work.Do(server)).Closing();

        var exposed = await Exposition.Scrape(server.Http, Work.Token);

        Assert.NotEmpty(Queries);
        Assert.Empty(Queries.SelectMany(q => Metric().Matches(q)).Select(m => m.Groups["name"].Value).Except(exposed.Names));
        var labels = exposed.Types.Keys.SelectMany(exposed.LabelsOf).ToHashSet();
        Assert.Empty(Queries.SelectMany(q => By().Matches(q)).SelectMany(m => m.Groups["labels"].Value.Split(", ")).Except([.. labels, "le", "instance"]));
    }

    [Fact]
    public void It_shows_each_of_the_servers_own_metrics() => Assert.All(
        ReadmeTests.Metrics.Keys, metric => Assert.Contains(Queries, query => query.Contains(metric, StringComparison.Ordinal)));

    [Fact]
    public void Its_panels_have_ids_of_their_own_and_do_not_overlap()
    {
        var panels = Dashboard.GetProperty("panels").EnumerateArray().ToList();
        var cells = panels.SelectMany(panel => Cells(panel.GetProperty("gridPos"))).ToList();

        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonElement grid) =>
        from x in Enumerable.Range(grid.GetProperty("x").GetInt32(), grid.GetProperty("w").GetInt32())
        from y in Enumerable.Range(grid.GetProperty("y").GetInt32(), grid.GetProperty("h").GetInt32())
        select (x, y);

    [GeneratedRegex(@"(?<name>[a-z][a-z0-9_]+)\{", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"by \((?<labels>[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex By();
}
