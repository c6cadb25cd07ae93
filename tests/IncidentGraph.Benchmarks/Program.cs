using IncidentGraph.Benchmarks;

if (args is not ["mutations"])
{
    await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/IncidentGraph.Benchmarks -- mutations");
    return 2;
}

await Mutations.RunAsync(Console.Out);
return 0;
