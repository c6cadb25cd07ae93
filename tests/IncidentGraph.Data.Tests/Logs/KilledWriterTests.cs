using System.Diagnostics;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Logs;

public sealed class KilledWriterTests
{
    private const int EnoughLines = 40;

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task After_kill_9_the_log_is_contiguous_and_holds_all_that_was_acknowledged(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        var acknowledged = await RunAndKill(database.Options);

        await using var host = new DataHost(database);
        var after = await host.Run(TeamCommands.Define("after"));
        var events = await host.Events();
        var positions = await PositionsByTeam(host);
        Assert.InRange(acknowledged.Count, EnoughLines, int.MaxValue);
        Assert.All(acknowledged, line => Assert.Equal(line.Position, positions[line.Team]));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Position));
        Assert.Equal(after.Position, await host.Head());
        Assert.Equal(events.Count, await host.CountTeams());
    }

    private static async Task<List<(string Team, long Position)>> RunAndKill(DatabaseOptions options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Data.Tests.Writer.dll"));
        start.ArgumentList.Add(options.Provider.ToString());
        start.ArgumentList.Add(options.ConnectionString);
        using var writer = Process.Start(start)!; // Null only when a shell starts it.
        var lines = new List<string>();
        while (lines.Count < EnoughLines && await writer.StandardOutput.ReadLineAsync() is { } line)
            lines.Add(line);
        writer.Kill();
        lines.AddRange((await writer.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await writer.WaitForExitAsync();
        return [.. lines.Select(line => line.Split(' ')).Where(parts => parts.Length == 2).Select(parts => (parts[0], long.Parse(parts[1])))];
    }

    private static async Task<Dictionary<string, long>> PositionsByTeam(DataHost host)
    {
        var teams = await host.Read(db => db.Teams.ToDictionaryAsync(t => t.Id, t => t.Key));
        return (await host.Events()).ToDictionary(
            e => teams[((Domain.Events.TeamDefined)e.Payload).TeamId], e => e.Position);
    }
}
