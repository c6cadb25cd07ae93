using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>The program as a newcomer starts it: a process of its own, in Development, with a new database and nothing else set up.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _folder;

    private RunningProgram(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!; // set by the only constructor

    public static async Task<RunningProgram> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-program-").FullName;
        var process = Process.Start(StartInfo(folder))!; // null only when a shell starts it
        try
        {
            return new RunningProgram(process, folder, await AddressOf(process).WaitAsync(StartsWithin));
        }
        catch
        {
            await EndAsync(process, folder);
            throw;
        }
    }

    public async Task DeclareAsync(string title)
    {
        var token = await Client.GetStringAsync("/demo/token?role=responder");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Headers = { { "Authorization", $"Bearer {token}" } },
            Content = JsonContent.Create(new
            {
                query = "mutation ($input: DeclareIncidentInput!) { declareIncident(input: $input) { incident { number } } }",
                variables = new { input = new { title, severityId = "2", symptoms = new[] { "no answer" } } },
            }),
        };
        using var answer = await Client.SendAsync(request);

        Assert.Matches("\"number\":\\d+", await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await EndAsync(_process, _folder);
    }

    private static ProcessStartInfo StartInfo(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll"));
        start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        start.ArgumentList.Add($"--Database:ConnectionString=Data Source={Path.Combine(folder, "program.db")}");
        return start;
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

    [GeneratedRegex("Now listening on: (?<address>http://\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
