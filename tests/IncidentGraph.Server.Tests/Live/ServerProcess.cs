using System.Diagnostics;
using System.Text;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>The server as a process of its own, to be killed or told to end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly ListeningProcess _process;
    private readonly StringBuilder _output;
    private readonly StringBuilder _error;

    private ServerProcess(ListeningProcess process, StringBuilder output, StringBuilder error)
    {
        (_process, _output, _error) = (process, output, error);
    }

    public HttpClient Http => _process.Http;

    public Uri Address => _process.Address;

    public bool HasEnded => _process.HasEnded;

    public int Id => _process.Id;

    public static Task<ServerProcess> Start(DatabaseOptions database, params (string Key, string? Value)[] more) =>
        Start(database, new Dictionary<string, string>(StringComparer.Ordinal), more);

    /// <param name="database">Of the server, migrated.</param>
    /// <param name="environment">Variables for the runtime.</param>
    /// <param name="more">Settings.</param>
    public static async Task<ServerProcess> Start(
        DatabaseOptions database, IReadOnlyDictionary<string, string> environment, params (string Key, string? Value)[] more)
    {
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
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll"), .. settings.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var (output, error) = (new StringBuilder(), new StringBuilder());
        return new ServerProcess(await ListeningProcess.StartAsync(start, line => output.AppendLine(line), line => error.AppendLine(line)), output, error);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public Task Kill() => _process.KillAsync();

    /// <summary>SIGTERM. What it said, when it has ended, comes from <see cref="Ended"/>.</summary>
    public void Terminate() => _process.Terminate();

    /// <summary>Its exit code, and what it wrote after it said where it listens.</summary>
    public async Task<(int ExitCode, string Output, string Error)> Ended() => (await _process.EndedAsync(), _output.ToString(), _error.ToString());

    public GraphQLClient As(string handle, string role) => new(Http, Persona.Token(handle, role));

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
