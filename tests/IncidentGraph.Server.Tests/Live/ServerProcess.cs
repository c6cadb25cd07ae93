using System.Diagnostics;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>The server as a process of its own, to be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!; // given above

    public static async Task<ServerProcess> Start(DatabaseOptions database)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        (string Key, string? Value)[] settings =
        [
            ("urls", "http://127.0.0.1:0"),
            ("environment", "Testing"),
            ("Database:Provider", database.Provider.ToString()),
            ("Database:ConnectionString", database.ConnectionString),
            ("Logging:LogLevel:Default", "Information"),
            .. TestTokens.Settings,
        ];
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll"));
        foreach (var (key, value) in settings)
            start.ArgumentList.Add($"--{key}={value}");
        var process = Process.Start(start)!; // it is no shell that might already run
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                return Draining(process, new Uri(line[(at + Listening.Length)..].Trim()));
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public GraphQLClient As(string handle, string role) => new(Http, Persona.Token(handle, role));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    /// <summary>A full pipe would stop the server.</summary>
    private static ServerProcess Draining(Process process, Uri address)
    {
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new ServerProcess(process, address);
    }
}
