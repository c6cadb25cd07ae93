using System.Globalization;
using System.Text;
using IncidentGraph.Testing;

namespace IncidentGraph.Benchmarks;

/// <summary>How soon a server that is started anew answers, and what it takes of memory when nobody asks it.</summary>
internal static class Start
{
    private const int Runs = 5;
    private const string Question = """{"query":"{ incidents(first: 20) { nodes { number title status severity { name } } } }"}""";

    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(TextWriter output)
    {
        using var folder = new Folder();
        var program = await Published.ToAsync(folder);
        await using (var first = await ServeAsync(program, folder))
            await AskAsync(first); // has made the demonstration data before it listened

        var seconds = new Timings();
        var work = new Timings();
        var megabytes = new Timings();
        for (var i = 0; i < Runs; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await using var server = await ServeAsync(program, folder);
            await AskAsync(server);
            seconds.Add(TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            work.Add(server.ProcessorTime.TotalSeconds);
            await Task.Delay(_rest, TimeProvider.System);
            megabytes.Add(server.ResidentBytes / 1e6);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The program as its image has it, in Development on SQLite with the demonstration data, {Runs} times."));
        await output.WriteLineAsync(Table.Line("", "p50", "most", "aim"));
        await output.WriteLineAsync(Table.Line("from its start to the first answer, s", Table.Number(seconds.P50), Table.Number(seconds.Most), "2.00"));
        await output.WriteLineAsync(Table.Line("processor time until then, s", Table.Number(work.P50), Table.Number(work.Most)));
        await output.WriteLineAsync(Table.Line("resident memory when idle, MB", Table.Whole(megabytes.P50), Table.Whole(megabytes.Most), "200"));
    }

    private static Task<ListeningProcess> ServeAsync(string program, Folder folder) =>
        ReleaseProgram.ServeFromAsync(program, "--environment=Development", folder.Database);

    private static async Task AskAsync(ListeningProcess server)
    {
        using var question = new StringContent(Question, Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync("/graphql", question);
        var text = await answer.Content.ReadAsStringAsync();
        if (!text.Contains("\"number\":", StringComparison.Ordinal))
            throw new InvalidOperationException($"That is no answer: {text}");
    }
}
