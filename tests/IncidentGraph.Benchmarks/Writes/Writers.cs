using System.Globalization;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Benchmarks.Writes;

/// <summary>How many mutations a second are stored when several write at once, each to an incident of its own.</summary>
internal static class Writers
{
    private const int Rounds = 4;

    private static readonly int[] _writers = [1, 4, 16];
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync(TextWriter output)
    {
        await using var sqlite = await StartAsync(DatabaseProvider.Sqlite);
        await using var postgres = PostgresServer.WhyMissing is null ? await StartAsync(DatabaseProvider.Postgres) : null;
        TestServer[] servers = postgres is null ? [sqlite] : [sqlite, postgres];

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"addTimelineNote over HTTP, stored a second, p50 of {Rounds} rounds; each waits for the disk."));
        await output.WriteLineAsync(Table.Line("", servers.Select(s => s.Provider.ToString())));
        foreach (var count in _writers)
        {
            var rates = servers.Select(_ => new Timings()).ToList();
            for (var i = -1; i < Rounds; i++)
            {
                for (var s = 0; s < servers.Length; s++)
                {
                    var stored = await WriteAsync(servers[s].As("rosa", Persona.Responder), count);
                    if (i >= 0)
                        rates[s].Add(stored / _round.TotalSeconds);
                }
            }

            await output.WriteLineAsync(Table.Line(
                count == 1 ? "1 writer" : string.Create(CultureInfo.InvariantCulture, $"{count} writers"), rates.Select(r => Table.Whole(r.P50))));
        }
    }

    private static async Task<int> WriteAsync(GraphQLClient responder, int writers)
    {
        var incidents = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => responder.Declare()));
        var began = TimeProvider.System.GetTimestamp();
        var counts = await Task.WhenAll(incidents.Select(async incident =>
        {
            var count = 0;
            for (; TimeProvider.System.GetElapsedTime(began) < _round; count++)
                (await responder.Mutate("addTimelineNote", new { id = incident.Id, note = "Seen" })).Accepted();
            return count;
        }));
        return counts.Sum();
    }

    private static Task<TestServer> StartAsync(DatabaseProvider provider) => TestServer.StartAsync(
        provider, clock: null, ("GraphQL:CostBudget", "1000000000"), ("GraphQL:CostRestoreRate", "1000000000"));
}
