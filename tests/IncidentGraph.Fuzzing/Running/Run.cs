using System.Globalization;
using IncidentGraph.Testing;

namespace IncidentGraph.Fuzzing.Running;

/// <summary>One run against a server of its own, from its start to its judgement.</summary>
internal static class Run
{
    /// <summary>What is in memory then has been needed, and code that was used is compiled.</summary>
    private const int WarmAfter = 2000;

    /// <summary>How much more than then the server may hold once it has rested, however long the run was, in megabytes: its caches of documents and plans fill by and by.</summary>
    private const double MostGrowth = 400;

    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _glance = TimeSpan.FromSeconds(1);

    /// <summary>0 when nothing was found.</summary>
    public static async Task<int> RunAsync(Arguments arguments, TextWriter output)
    {
        using var folder = new Folder();
        await using var server = await FuzzedServer.StartAsync(folder, arguments.Patience);
        var report = new Report(output);
        var campaign = new Campaign(server.Schema, server.Target, finding => report.Tell(finding, server.Target));
        server.Log.Complained = (place, line) => report.Tell($"log {place}", $"---- the log complains, while cases {string.Join(' ', campaign.UnderWay)} are played: {line}");
        var seeds = arguments.Case is { } only ? [only] : Campaign.Seeds(arguments.Seed);
        await Say(output, $"Seed {arguments.Seed}, {arguments.Time.TotalMinutes} minutes, {server.Target.Address}");

        var began = TimeProvider.System.GetTimestamp();
        var running = campaign.RunAsync(seeds.TakeWhile(_ => !server.HasEnded && TimeProvider.System.GetElapsedTime(began) < arguments.Time));
        var (warm, most) = await WatchAsync(running, campaign, server);
        await running;
        var took = TimeProvider.System.GetElapsedTime(began);

        await Say(output, $"{campaign.Tally.Cases:N0} cases in {took.TotalMinutes:0.0} minutes.");
        await output.WriteLineAsync(campaign.Tally.Print());
        await output.WriteLineAsync($"Warnings in the log: {string.Join(", ", server.Log.Warnings.Select(warning => $"{warning.Key} {warning.Value}"))}");
        foreach (var problem in await AfterAsync(server, warm, most, output))
            report.Tell(problem, $"---- {problem}");
        foreach (var (reason, count) in report.Told)
            await Say(output, $"Found {count} times: {reason}");
        return report.Told.Count == 0 ? 0 : 1;
    }

    /// <summary>Looks at the server's memory until the run is over: when it was warm, and at its most.</summary>
    private static async Task<(double Warm, double Most)> WatchAsync(Task running, Campaign campaign, FuzzedServer server)
    {
        var (warm, most) = (0.0, 0.0);
        while (!running.IsCompleted && !server.HasEnded)
        {
            var now = server.ResidentMegabytes;
            warm = campaign.Tally.Cases < WarmAfter || warm == 0 ? now : warm;
            most = Math.Max(most, now);
            await Task.WhenAny(running, Task.Delay(_glance));
        }

        return (warm, most);
    }

    private static async Task<IReadOnlyList<string>> AfterAsync(FuzzedServer server, double warm, double most, TextWriter output)
    {
        if (server.HasEnded)
            return ["The server has ended."];
        await Task.Delay(_rest);
        if (!await server.AnswersAsync())
            return ["The server does not answer a plain query any more."];
        var (held, rested) = (await server.HeldAsync(), server.ResidentMegabytes);
        await Say(output, $"Resident memory: {warm:N0} MB when warm, {most:N0} MB at most, {rested:N0} MB after a rest. Connections and subscriptions still held: {held}.");
        List<string> problems = [];
        if (rested > warm + MostGrowth)
            problems.Add($"After a rest the server holds {rested:N0} MB, more than {warm:N0} MB and {MostGrowth} MB.");
        if (held > 0)
            problems.Add("The server still holds connections or subscriptions of clients that are gone.");
        return problems;
    }

    private static Task Say(TextWriter output, FormattableString text) => output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
