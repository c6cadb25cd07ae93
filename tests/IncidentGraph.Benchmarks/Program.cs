using IncidentGraph.Benchmarks;
using IncidentGraph.Benchmarks.Http;
using IncidentGraph.Benchmarks.Imports;
using IncidentGraph.Benchmarks.Lists;
using IncidentGraph.Benchmarks.Writes;

if (args is [BareServer.Name, var answer])
    return await BareServer.RunAsync(answer);

(string Name, Func<TextWriter, Task> RunAsync)[] benchmarks =
[
    ("start", Start.RunAsync),
    ("http", HttpOverhead.RunAsync),
    ("lists", IncidentLists.RunAsync),
    ("graph", ServiceGraph.RunAsync),
    ("mutations", Mutations.RunAsync),
    ("writers", Writers.RunAsync),
    ("import", StatuspageImport.RunAsync),
];
var wanted = args is ["all"] ? benchmarks : benchmarks.Where(b => args.Contains(b.Name, StringComparer.Ordinal)).ToArray();
if (wanted.Length == 0 || (args is not ["all"] && wanted.Length != args.Length))
{
    await Console.Error.WriteLineAsync(
        $"Usage: dotnet run -c Release --project tests/IncidentGraph.Benchmarks -- all, or some of {string.Join(' ', benchmarks.Select(b => b.Name))}");
    return 2;
}

#if DEBUG
await Console.Error.WriteLineAsync("This is the Debug build, whose figures say nothing: run with -c Release.");
return 2;
#else
// Outside of a test run the server's content is not found by itself.
Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_INCIDENTGRAPH_SERVER", AppContext.BaseDirectory);
foreach (var (name, runAsync) in wanted)
{
    var began = TimeProvider.System.GetTimestamp();
    await Console.Out.WriteLineAsync($"\n## {name} ({Machine.Load})");
    await runAsync(Console.Out);
    var took = TimeProvider.System.GetElapsedTime(began);
    await Console.Out.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Took {took.TotalSeconds:0} s; {Machine.Load}."));
}

return 0;
#endif
