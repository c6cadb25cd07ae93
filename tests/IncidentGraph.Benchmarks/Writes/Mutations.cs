using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Benchmarks.Writes;

/// <summary>What one caller waits for, one request after the other: each scenario on each database in turn, so that what else the machine does hurts both alike.</summary>
internal static class Mutations
{
    private const int WarmUp = 30;
    private const int Most = 300;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(TextWriter output)
    {
        await using var sqlite = await StartAsync(DatabaseProvider.Sqlite);
        await using var postgres = PostgresServer.WhyMissing is null ? await StartAsync(DatabaseProvider.Postgres) : null;
        TestServer[] servers = postgres is null ? [sqlite] : [sqlite, postgres];

        await output.WriteLineAsync($"Milliseconds over HTTP on this machine, at most {Most} of each after {WarmUp} to warm up; both databases wait for the disk.");
        if (postgres is null)
            await output.WriteLineAsync($"SQLite only. {PostgresServer.WhyMissing}");
        await output.WriteLineAsync(Table.Line("", Head(servers)));
        var stages = new List<Stage>();
        foreach (var server in servers)
            stages.Add(await Stage.SetAsync(server));
        foreach (var scenario in Scenario.All)
            await output.WriteLineAsync(Table.Line(scenario.Name, Cells(await MeasureAsync(scenario, stages))));
    }

    private static IEnumerable<string> Head(TestServer[] servers) =>
        [.. servers.SelectMany(s => new[] { $"{s.Provider} p50", "p99" }), .. servers.Length > 1 ? ["p50s compared"] : Array.Empty<string>()];

    private static IEnumerable<string> Cells(IReadOnlyList<Timings> timings)
    {
        var each = timings.SelectMany(t => new[] { Table.Number(t.P50), Table.Number(t.P99) });
        return timings.Count > 1 ? each.Append(Table.Times(timings[1].P50 / timings[0].P50)) : each;
    }

    /// <summary>The subscriber reads only when it is its turn, and must not be taken for dead until then.</summary>
    private static Task<TestServer> StartAsync(DatabaseProvider provider) =>
        TestServer.StartAsync(provider, clock: null, ("Transport:KeepAlive", "01:00:00"), ("GraphQL:CostBudget", "1000000000"), ("GraphQL:CostRestoreRate", "1000000000"));

    private static async Task<IReadOnlyList<Timings>> MeasureAsync(Scenario scenario, IReadOnlyList<Stage> stages)
    {
        var timings = stages.Select(_ => new Timings()).ToList();
        var until = TimeProvider.System.GetUtcNow() + Longest * stages.Count;
        for (var i = -WarmUp; i < Most && (i <= 0 || TimeProvider.System.GetUtcNow() < until); i++)
        {
            for (var s = 0; s < stages.Count; s++)
            {
                var act = await scenario.PrepareAsync(stages[s]);
                var began = TimeProvider.System.GetTimestamp();
                await act();
                if (i >= 0)
                    timings[s].Add(TimeProvider.System.GetElapsedTime(began));
            }
        }

        return timings;
    }
}
