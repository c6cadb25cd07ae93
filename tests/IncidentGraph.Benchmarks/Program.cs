using IncidentGraph.Benchmarks;

if (args is not ["mutations"])
{
    await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/IncidentGraph.Benchmarks -- mutations");
    return 2;
}

// Outside of a test run the server's content is not found by itself.
var root = new DirectoryInfo(AppContext.BaseDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "IncidentGraph.sln")))
    root = root.Parent;
Environment.SetEnvironmentVariable(
    "ASPNETCORE_TEST_CONTENTROOT_INCIDENTGRAPH_SERVER", Path.Combine(root?.FullName ?? ".", "src", "IncidentGraph.Server"));

await Mutations.RunAsync(Console.Out);
return 0;
