using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>The program as it is started: a process of its own with a new database. A newcomer's is in Development, with nothing else set up.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll");

    private readonly Start _start;
    private ListeningProcess _process;

    private RunningProgram(Start start, ListeningProcess process) => (_start, _process) = (start, process);

    public HttpClient Client => _process.Http;

    public Uri Address => _process.Address;

    public static Task<RunningProgram> StartAsync() => StartAsync("Development");

    public static async Task<RunningProgram> StartAsync(string environment, params (string Key, string? Value)[] settings)
    {
        var start = new Start(environment, Directory.CreateTempSubdirectory("incidentgraph-program-").FullName, settings);
        try
        {
            return new RunningProgram(start, await ListeningProcess.StartAsync(start.Info("http://127.0.0.1:0")));
        }
        catch
        {
            Directory.Delete(start.Folder, recursive: true);
            throw;
        }
    }

    /// <summary>As with <c>kill -9</c>.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts it again where it was, on the database that it left.</summary>
    public async Task ReviveAsync()
    {
        var address = Address.GetLeftPart(UriPartial.Authority);
        await _process.DisposeAsync();
        _process = await ListeningProcess.StartAsync(_start.Info(address));
    }

    public async Task<int> DeclareAsync(string title)
    {
        var input = new { title, severityId = "2", symptoms = new[] { "no answer" } };
        var answer = await AskAsync(
            "responder", "mutation ($input: DeclareIncidentInput!) { declareIncident(input: $input) { incident { number } } }", new { input });
        return answer.GetProperty("declareIncident").GetProperty("incident").GetProperty("number").GetInt32();
    }

    /// <summary>A command of the program, in another process, on the database of this one.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string input, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _start.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Database__ConnectionString"] = _start.ConnectionString;
        start.ArgumentList.Add(Executable);
        foreach (var word in command)
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!; // null only when a shell starts it
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>In Development: what the server answers as data to somebody with this role.</summary>
    public async Task<JsonElement> AskAsync(string role, string query, object variables)
    {
        var token = await Client.GetStringAsync($"/demo/token?role={role}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Headers = { { "Authorization", $"Bearer {token}" } },
            Content = JsonContent.Create(new { query, variables }),
        };
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_start.Folder, recursive: true);
    }

    /// <summary>What is the same each time that it starts.</summary>
    private sealed record Start(string Environment, string Folder, (string Key, string? Value)[] Settings)
    {
        public string ConnectionString => $"Data Source={Path.Combine(Folder, "program.db")}";

        public ProcessStartInfo Info(string urls)
        {
            var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder };
            start.Environment["ASPNETCORE_ENVIRONMENT"] = Environment;
            start.ArgumentList.Add(Executable);
            foreach (var (key, value) in Settings.Append(("urls", urls)).Append(("Database:ConnectionString", ConnectionString)))
                start.ArgumentList.Add($"--{key}={value}");
            return start;
        }
    }
}
