using System.Globalization;
using System.Text.RegularExpressions;
using IncidentGraph.Fuzzing.Generation;
using IncidentGraph.Fuzzing.Wire;
using IncidentGraph.Testing;

namespace IncidentGraph.Fuzzing.Running;

/// <summary>The server as a process of its own, with the demonstration data in a database that goes with it.</summary>
internal sealed partial class FuzzedServer : IAsyncDisposable
{
    private readonly ListeningProcess _program;

    private FuzzedServer(ListeningProcess program, LogWatch log, SchemaModel schema, Target target)
    {
        (_program, Log, Schema, Target) = (program, log, schema, target);
    }

    public LogWatch Log { get; }

    public SchemaModel Schema { get; }

    public Target Target { get; }

    public bool HasEnded => _program.HasEnded;

    public double ResidentMegabytes => _program.ResidentBytes / 1e6;

    public static async Task<FuzzedServer> StartAsync(Folder folder, TimeSpan patience)
    {
        var log = new LogWatch();
        // What callers may spend in a second is tested elsewhere, and would keep cases from getting anywhere.
        var program = await ReleaseProgram.ServeAsync(
            log.Read, "--environment=Development", folder.Database, "--GraphQL:CostBudget=1000000000", "--GraphQL:CostRestoreRate=1000000000", "--Logging:Console:FormatterName=json");
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in (string[])["admin", "responder", "viewer"])
            tokens[role] = await program.Http.GetStringAsync($"/demo/token?role={role}");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/schema.graphql") { Headers = { { "Authorization", $"Bearer {tokens["admin"]}" } } };
        using var answer = await program.Http.SendAsync(request);
        return new FuzzedServer(program, log, SchemaModel.Read(await answer.Content.ReadAsStringAsync()), new Target(program.Address, tokens) { Patience = patience });
    }

    /// <summary>Sockets, event streams, subscriptions and messages that the server still holds.</summary>
    public async Task<double> HeldAsync() => Held().Matches(await _program.Http.GetStringAsync("/metrics"))
        .Sum(found => double.Parse(found.Groups["count"].Value, CultureInfo.InvariantCulture));

    public async Task<bool> AnswersAsync()
    {
        using var answer = await _program.Http.GetAsync("/graphql?query={__typename}");
        return answer.IsSuccessStatusCode;
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [GeneratedRegex(@"^graphql_(?:connections|subscriptions_active|send_queue_length)\w*(?:\{[^}]*\})? (?<count>[\d.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Held();
}
