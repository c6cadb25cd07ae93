using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Clients;

/// <summary>A file of tests for Node's own runner, which says what failed and ends what hangs.</summary>
internal static class NodeSuite
{
    private const string Ending = ".test.mjs";
    private const int OldestNode = 20;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(2);
    private static readonly string Folder = FindFolder();
    private static readonly Lazy<Task<string?>> WhyMissing = new(FindWhyMissingAsync);

    public static IEnumerable<string> All =>
        Directory.GetFiles(Folder, $"*{Ending}").Select(path => Path.GetFileName(path)[..^Ending.Length]).Order(StringComparer.Ordinal);

    /// <summary>Skips the test, with the reason, where Node.js or the clients are not installed.</summary>
    public static async Task SkipUnlessInstalledAsync()
    {
        var reason = await WhyMissing.Value;
        Skip.If(reason is not null, reason);
    }

    /// <param name="suite">One of <see cref="All"/>.</param>
    /// <param name="server">Where it listens.</param>
    /// <param name="tokens">One for each role; null where the server gives them out.</param>
    public static Task<(int ExitCode, string Output)> RunAsync(string suite, Uri server, IReadOnlyDictionary<string, string>? tokens) => NodeAsync(
        ["--test", "--test-reporter=spec", $"--test-timeout={EndsWithin.TotalMilliseconds}", $"{suite}{Ending}"],
        ("GRAPHQL_URL", new Uri(server, "/graphql").ToString()),
        ("GRAPHQL_TOKENS", JsonSerializer.Serialize(tokens ?? new Dictionary<string, string>(StringComparer.Ordinal))));

    private static async Task<(int ExitCode, string Output)> NodeAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!; // null only when a shell starts it
        var written = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await written + await complaints);
    }

    private static async Task<string?> FindWhyMissingAsync()
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
            return "The clients are not installed: run npm ci in tests/IncidentGraph.Clients.";
        try
        {
            var (_, version) = await NodeAsync(["--print", "process.versions.node.split('.')[0]"]);
            return int.Parse(version) >= OldestNode ? null : $"The clients need Node.js {OldestNode} or later.";
        }
        catch (Win32Exception)
        {
            return "Node.js is not installed.";
        }
    }

    private static string FindFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "IncidentGraph.Clients")); // a file has a folder
}
