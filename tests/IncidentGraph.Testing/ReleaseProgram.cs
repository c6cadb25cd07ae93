using System.Diagnostics;

namespace IncidentGraph.Testing;

/// <summary>Starts the server as it is built for release.</summary>
public static class ReleaseProgram
{
    private const string Server = "IncidentGraph.Server";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static Task<ListeningProcess> ServeAsync(params string[] settings) => ServeFromAsync(AppContext.BaseDirectory, settings);

    /// <param name="said">Is given each line that it writes once it listens.</param>
    /// <param name="settings">What it is started with.</param>
    public static Task<ListeningProcess> ServeAsync(Action<string> said, params string[] settings) =>
        ListeningProcess.StartAsync(Serving(AppContext.BaseDirectory, settings), said);

    /// <param name="folder">Where the server was published to.</param>
    /// <param name="settings">What it is started with.</param>
    public static Task<ListeningProcess> ServeFromAsync(string folder, params string[] settings) => ListeningProcess.StartAsync(Serving(folder, settings));

    /// <summary>Returns when it listens.</summary>
    /// <param name="name">Of a program that lies beside this one.</param>
    /// <param name="arguments">What it is started with.</param>
    public static Task<ListeningProcess> StartAsync(string name, params string[] arguments) =>
        ListeningProcess.StartAsync(StartInfo(AppContext.BaseDirectory, name, arguments));

    /// <summary>Runs a command of the server to its end; answers what it wrote to stdout.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(AppContext.BaseDirectory, Server, arguments))!; // null only when a shell starts it
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"It ended with {process.ExitCode}: {output}");
        }
        finally
        {
            process.Kill();
        }
    }

    private static ProcessStartInfo Serving(string folder, string[] settings) => StartInfo(folder, Server, ["--urls=http://127.0.0.1:0", .. settings]);

    private static ProcessStartInfo StartInfo(string folder, string name, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, name), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        return start;
    }
}
