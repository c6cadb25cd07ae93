using IncidentGraph.Fuzzing.Running;

namespace IncidentGraph.Fuzzing;

/// <summary>Not called Program: the tests know the server's by that name.</summary>
internal static class FuzzingProgram
{
    private static async Task<int> Main(string[] args)
    {
        if (Arguments.Read(args) is { } arguments)
            return await Run.RunAsync(arguments, Console.Out);
        await Console.Error.WriteLineAsync(Arguments.Usage);
        return 2;
    }
}
