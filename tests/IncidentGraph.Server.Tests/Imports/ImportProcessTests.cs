using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Imports;

/// <summary>As it is typed: the import is a process beside that of the server.</summary>
public sealed class ImportProcessTests
{
    [Fact]
    public async Task What_another_process_imports_from_its_stdin_reaches_the_subscribers()
    {
        await using var program = await RunningProgram.StartAsync();
        var token = await program.Client.GetStringAsync("/demo/token?role=viewer");
        await using var socket = await LiveSocket.Open(program.Address, token);
        var after = (await program.AskAsync("viewer", "{ eventCursor }", new { })).GetProperty("eventCursor").GetString();
        var events = await socket.Subscribe("subscription($after: String) { events(after: $after) { event { __typename isImported } } }", new { after });

        var (exitCode, output, error) = await program.RunAsync(
            await File.ReadAllTextAsync(Fixture.Kept("catalog.yaml")), "import", "backstage", "-");

        Assert.True(exitCode is 0 or 3, error);
        Assert.Matches("(?m)^services +[1-9]", output);
        JsonElement seen;
        while ((seen = await events.Next()).Happened() != "ServiceRegistered")
            continue;
        Assert.True(seen.GetProperty("event").GetProperty("isImported").GetBoolean());
    }

    [Fact]
    public async Task A_pipe_to_which_nobody_writes_ends_the_import_in_one_line()
    {
        await using var program = await RunningProgram.StartAsync();
        using var fixture = new Fixture();

        var (exitCode, output, error) = await program.RunAsync("", "import", "backstage", fixture.Pipe());

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("nobody began to write", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
