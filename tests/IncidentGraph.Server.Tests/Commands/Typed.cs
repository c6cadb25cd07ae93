using System.Globalization;
using IncidentGraph.Data;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Tests.Commands;

/// <summary>What came of a command line.</summary>
internal sealed record Typed(int ExitCode, string Output, string Error)
{
    /// <summary>The settings that the server started with; null when it did not.</summary>
    public IReadOnlyList<string>? Served { get; private init; }

    /// <summary>The numbers of an import's report by what they count: created, changed, matched, unchanged.</summary>
    public IReadOnlyDictionary<string, int[]> Counts => Output.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length == 5 && words.Skip(1).All(w => int.TryParse(w, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)))
        .ToDictionary(words => words[0], words => words.Skip(1).Select(w => int.Parse(w, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToArray(), StringComparer.Ordinal);

    public static Task<Typed> Run(DatabaseOptions database, params string[] arguments) => Run(
        [.. arguments, $"--Database:Provider={database.Provider}", $"--Database:ConnectionString={database.ConnectionString}"]);

    public static async Task<Typed> Run(params string[] arguments)
    {
        var served = default(IReadOnlyList<string>);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            arguments,
            (settings, _) =>
            {
                served = settings;
                return Task.FromResult(0);
            },
            output,
            error,
            CancellationToken.None);
        return new(exitCode, output.ToString(), error.ToString()) { Served = served };
    }

    /// <summary>That it was refused as wrongly typed, in one line that says so.</summary>
    public void IsRefused(string saying)
    {
        Assert.Equal(2, ExitCode);
        Assert.Empty(Output);
        Assert.Null(Served);
        Assert.Contains(saying, Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
