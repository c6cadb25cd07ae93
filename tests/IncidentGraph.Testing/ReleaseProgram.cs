using System.Diagnostics;

namespace IncidentGraph.Testing;

/// <summary>The server as it is built for release, in a process and a folder of its own.</summary>
public sealed class ReleaseProgram : IAsyncDisposable
{
    private const string Server = "IncidentGraph.Server";
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ReleaseProgram(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = _patience };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!; // set by the only constructor

    /// <summary>What of it is in memory, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What the cores have done for it, which what else they do hardly changes.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public bool HasEnded => _process.HasExited;

    public static Task<ReleaseProgram> ServeAsync(params string[] settings) => ServeFromAsync(AppContext.BaseDirectory, settings);

    /// <param name="said">Is given each line that it writes once it listens.</param>
    /// <param name="settings">What it is started with.</param>
    public static Task<ReleaseProgram> ServeAsync(Action<string> said, params string[] settings) =>
        StartAsync(AppContext.BaseDirectory, Server, ["--urls=http://127.0.0.1:0", .. settings], said);

    /// <param name="folder">Where the server was published to.</param>
    /// <param name="settings">What it is started with.</param>
    public static Task<ReleaseProgram> ServeFromAsync(string folder, params string[] settings) =>
        StartAsync(folder, Server, ["--urls=http://127.0.0.1:0", .. settings]);

    /// <summary>Returns when it listens.</summary>
    /// <param name="name">Of a program that lies beside this one.</param>
    /// <param name="arguments">What it is started with.</param>
    public static Task<ReleaseProgram> StartAsync(string name, params string[] arguments) => StartAsync(AppContext.BaseDirectory, name, arguments);

    private static async Task<ReleaseProgram> StartAsync(string folder, string name, string[] arguments, Action<string>? said = null)
    {
        var process = Process.Start(StartInfo(folder, name, arguments))!; // null only when a shell starts it
        using var patience = new CancellationTokenSource(_patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is not (>= 0 and var at))
                continue;
            _ = ListenAsync(process, said); // a full pipe would stop it
            return new ReleaseProgram(process, new Uri(line[(at + Listening.Length)..].Split('"')[0].Trim()));
        }

        throw new InvalidOperationException($"{name} ended before it listened.");
    }

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

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task ListenAsync(Process process, Action<string>? said)
    {
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            said?.Invoke(line);
    }

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
