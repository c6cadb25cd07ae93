using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>What the program writes to stdout, for programs to read.</summary>
public sealed class StructuredLogTests
{
    [Fact]
    public async Task Each_entry_is_a_line_of_json_with_the_trace_of_its_request()
    {
        var lines = await Log(("Logging:LogLevel:Microsoft.AspNetCore.Routing", "Debug"));

        var entries = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(entries, entry => Assert.EndsWith("Z", entry.Text("Timestamp"), StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.NotEmpty(entry.Text("LogLevel")));
        var matched = entries.First(entry => entry.Text("Category").StartsWith("Microsoft.AspNetCore.Routing", StringComparison.Ordinal) && entry.TryGetProperty("Scopes", out _));
        var trace = Assert.Single(matched.GetProperty("Scopes").EnumerateArray(), scope => scope.TryGetProperty("TraceId", out _));
        Assert.Matches("^[0-9a-f]{32}$", trace.Text("TraceId"));
    }

    [Fact]
    public async Task Whoever_reads_it_themselves_gets_the_simple_form()
    {
        var lines = await Log(("Logging:Console:FormatterName", "simple"));

        Assert.Contains(lines, line => line.StartsWith("info: ", StringComparison.Ordinal));
    }

    private static async Task<string[]> Log(params (string Key, string? Value)[] settings)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options, settings);
        await server.As("ada", Persona.Viewer).Query("{ __typename }");
        server.Terminate();
        return (await server.Ended()).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
