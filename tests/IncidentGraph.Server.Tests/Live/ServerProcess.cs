using System.Diagnostics;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>The server as a process of its own, to be killed or told to end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Task<string[]> _said;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        _said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()); // a full pipe would stop the server
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!; // given above

    public bool HasEnded => _process.HasExited;

    /// <summary>What of it is in memory, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static Task<ServerProcess> Start(DatabaseOptions database, params (string Key, string? Value)[] more) =>
        Start(database, new Dictionary<string, string>(StringComparer.Ordinal), more);

    /// <param name="database">Of the server, migrated.</param>
    /// <param name="environment">Variables for the runtime.</param>
    /// <param name="more">Settings.</param>
    public static async Task<ServerProcess> Start(
        DatabaseOptions database, IReadOnlyDictionary<string, string> environment, params (string Key, string? Value)[] more)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        (string Key, string? Value)[] settings =
        [
            ("urls", "http://127.0.0.1:0"),
            ("environment", "Testing"),
            ("Database:Provider", database.Provider.ToString()),
            ("Database:ConnectionString", database.ConnectionString),
            ("Logging:LogLevel:Default", "Information"),
            .. TestTokens.Settings,
            .. more,
        ];
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll"));
        foreach (var (key, value) in settings)
            start.ArgumentList.Add($"--{key}={value}");
        var process = Process.Start(start)!; // it is no shell that might already run
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                return new ServerProcess(process, new Uri(line[(at + Listening.Length)..].Split('"')[0].Trim()));
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM. What it said, when it has ended, comes from <see cref="Ended"/>.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <summary>Its exit code, and what it wrote after it said where it listens.</summary>
    public async Task<(int ExitCode, string Output, string Error)> Ended()
    {
        var said = await _said.WaitAsync(Patience);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, said[0], said[1]);
    }

    public GraphQLClient As(string handle, string role) => new(Http, Persona.Token(handle, role));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }
}
