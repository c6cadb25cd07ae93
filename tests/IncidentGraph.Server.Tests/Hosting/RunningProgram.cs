using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>The program as it is started: a process of its own with a new database. A newcomer's is in Development, with nothing else set up.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll");

    private readonly Start _start;
    private Process _process;

    private RunningProgram(Start start, Process process, Uri address)
    {
        _start = start;
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!; // set by the only constructor

    public static Task<RunningProgram> StartAsync() => StartAsync("Development");

    public static async Task<RunningProgram> StartAsync(string environment, params (string Key, string? Value)[] settings)
    {
        var start = new Start(environment, Directory.CreateTempSubdirectory("incidentgraph-program-").FullName, settings);
        var process = Process.Start(start.Info("http://127.0.0.1:0"))!; // null only when a shell starts it
        try
        {
            return new RunningProgram(start, process, await AddressOf(process).WaitAsync(StartsWithin));
        }
        catch
        {
            await EndAsync(process, start.Folder);
            throw;
        }
    }

    /// <summary>As with <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again where it was, on the database that it left.</summary>
    public async Task ReviveAsync()
    {
        _process.Dispose();
        _process = Process.Start(_start.Info(Address.GetLeftPart(UriPartial.Authority)))!; // null only when a shell starts it
        await AddressOf(_process).WaitAsync(StartsWithin);
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
        Client.Dispose();
        await EndAsync(_process, _start.Folder);
    }

    /// <summary>Reads what the program writes, until it says where it listens; then goes on reading, so that it never waits for a reader.</summary>
    private static async Task<Uri> AddressOf(Process process)
    {
        var written = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            written.Add(line);
            if (Listening().Match(line) is not { Success: true } found)
                continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new Uri(found.Groups["address"].Value);
        }

        throw new InvalidOperationException($"The program did not start:\n{string.Join('\n', written)}");
    }

    private static async Task EndAsync(Process process, string folder)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What is the same each time that it starts.</summary>
    private sealed record Start(string Environment, string Folder, (string Key, string? Value)[] Settings)
    {
        public string ConnectionString => $"Data Source={Path.Combine(Folder, "program.db")}";

        public ProcessStartInfo Info(string urls)
        {
            var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, UseShellExecute = false };
            start.Environment["ASPNETCORE_ENVIRONMENT"] = Environment;
            start.ArgumentList.Add(Executable);
            foreach (var (key, value) in Settings.Append(("urls", urls)).Append(("Database:ConnectionString", ConnectionString)))
                start.ArgumentList.Add($"--{key}={value}");
            return start;
        }
    }

    [GeneratedRegex("Now listening on: (?<address>http://[\\w.:]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
