using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using IncidentGraph.Testing;

namespace IncidentGraph.Benchmarks.Http;

/// <summary>What the server adds to Kestrel: the least query against an endpoint that writes the same bytes, in turns.</summary>
internal static partial class HttpOverhead
{
    private const int Rounds = 40;
    private const string Query = """{"query":"{ __typename }"}""";
    private const string MetricsToken = "token-of-the-benchmark";

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TextWriter output)
    {
        using var folder = new Folder();
        string[] settings =
        [
            folder.Database, "--GraphQL:CostBudget=1000000000", "--GraphQL:CostRestoreRate=1000000000",
            "--Authentication:Schemes:Bearer:ValidAudiences:0=bench", "--Authentication:Schemes:Bearer:ValidIssuer=https://id.bench.example",
            "--Authentication:Schemes:Bearer:SigningKeys:0:Issuer=https://id.bench.example",
            $"--Authentication:Schemes:Bearer:SigningKeys:0:Value={Convert.ToBase64String(new byte[32])}",
        ];
        await using var server = await ReleaseProgram.ServeAsync(settings);
        var load = new Load(server.Address, Query);
        var answer = await load.AskAsync();
        await using var bare = await ReleaseProgram.StartAsync("IncidentGraph.Benchmarks", BareServer.Name, Convert.ToBase64String(Encoding.ASCII.GetBytes(answer)));
        var bareLoad = new Load(bare.Address, Query);
        Compare(await bareLoad.AskAsync(), answer);

        var (bareRate, rate, ratio) = (new Timings(), new Timings(), new Timings());
        await bareLoad.RunAsync(_warmUp);
        await load.RunAsync(_warmUp);
        for (var i = 0; i < Rounds; i++)
        {
            var (without, with) = (await bareLoad.RunAsync(_round), await load.RunAsync(_round));
            bareRate.Add(without / _round.TotalSeconds);
            rate.Add(with / _round.TotalSeconds);
            ratio.Add((double)with / without);
        }

        await using var measured = await ReleaseProgram.ServeAsync([.. settings, $"--Telemetry:MetricsToken={MetricsToken}"]);
        var allocated = await AllocatedAsync(new Load(measured.Address, Query), () => AllocatedByServerAsync(measured.Http));
        var bareAllocated = await AllocatedAsync(bareLoad, async () => long.Parse(await bare.Http.GetStringAsync(BareServer.AllocatedPath)));

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{{ __typename }} by POST over 16 connections, {Rounds} rounds of a second in turns, all on this machine."));
        await output.WriteLineAsync(Table.Line("", "bare Kestrel", "the server", "compared", "aim"));
        await output.WriteLineAsync(Table.Line("requests a second, p50", Table.Whole(bareRate.P50), Table.Whole(rate.P50), Table.Times(ratio.P50), "0.80×"));
        await output.WriteLineAsync(Table.Line("bytes allocated for a request", Table.Whole(bareAllocated), Table.Whole(allocated)));
    }

    /// <summary>But for the date, the same bytes.</summary>
    private static void Compare(string bare, string server)
    {
        if (!string.Equals(Undated(bare), Undated(server), StringComparison.Ordinal))
            throw new InvalidOperationException($"These are not the same bytes:\n{bare}\n{server}");
    }

    private static string Undated(string answer) =>
        string.Join('\n', answer.Split("\r\n").Where(line => !line.StartsWith("Date:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static async Task<double> AllocatedAsync(Load load, Func<Task<long>> readAsync)
    {
        await load.RunAsync(_warmUp);
        var before = await readAsync();
        var count = await load.RunAsync(_round);
        return (double)(await readAsync() - before) / count;
    }

    private static async Task<long> AllocatedByServerAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", MetricsToken) } };
        using var answer = await http.SendAsync(request);
        var found = Allocated().Match(await answer.Content.ReadAsStringAsync());
        return found.Success
            ? (long)double.Parse(found.Groups["bytes"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("/metrics does not say what was allocated.");
    }

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total(\{[^}]*\})? (?<bytes>\S+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Allocated();
}
