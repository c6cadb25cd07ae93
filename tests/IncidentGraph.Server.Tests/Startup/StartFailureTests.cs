using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Startup;

/// <summary>The program itself, started where it cannot start.</summary>
public sealed class StartFailureTests
{
    [Fact]
    public async Task An_address_where_nobody_can_listen_is_one_line()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var there = $"--Database:ConnectionString={database.Options.ConnectionString}";

        Assert.Equal(
            $"IncidentGraph cannot start: Failed to bind to address http://{taken.LocalEndpoint}: address already in use.",
            await Fail($"--urls=http://{taken.LocalEndpoint}", there));
        Assert.Equal("IncidentGraph cannot start: Invalid url: 'nowhere'", await Fail("--urls=nowhere", there));
    }

    [Theory]
    [InlineData("The SQLite database /dev/null/x.db cannot be used: ", "--Database:ConnectionString=Data Source=/dev/null/x.db")]
    [InlineData("The PostgreSQL database ig at 127.0.0.1:1 cannot be used: Connection refused", "--Database:Provider=Postgres", "--Database:ConnectionString=Host=127.0.0.1;Port=1;Database=ig;Username=u;Password=geheim")]
    [InlineData("there is no folder /no/such/folder", "--contentRoot=/no/such/folder")]
    [InlineData("The SQL Server database ig at 127.0.0.1,1 cannot be used: ", "--Database:Provider=SqlServer", "--Database:ConnectionString=Server=127.0.0.1,1;Database=ig;User Id=u;Password=geheim;Connect Timeout=1")]
    [InlineData("Database:Provider is \"Oracle\"; it must be one of Sqlite, Postgres, SqlServer. Live:MostPending is \"-1\"; it must be a whole number from 1 to 1000000.", "--Database:Provider=Oracle", "--Live:MostPending=-1")]
    public async Task What_cannot_be_is_one_line(string saying, params string[] settings)
    {
        var line = await Fail(["--urls=http://127.0.0.1:0", .. settings]);

        Assert.StartsWith($"IncidentGraph cannot start: {saying}", line, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query { nope }", "Cannot query field 'nope' on type 'Query'.")]
    [InlineData("query ($first: Int!) { incidents(first: $first) {", "Error parsing query")]
    [InlineData("fragment f on Query { __typename }", "It has no operation.")]
    public async Task A_trusted_document_that_cannot_be_executed_is_one_line(string document, string problem)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var folder = Directory.CreateTempSubdirectory("incidentgraph-documents-");
        try
        {
            var file = Path.Combine(folder.FullName, "broken.graphql");
            await File.WriteAllTextAsync(file, document);

            var line = await Fail(
                "--urls=http://127.0.0.1:0", $"--Database:ConnectionString={database.Options.ConnectionString}", $"--Transport:TrustedDocuments={folder.FullName}");

            Assert.StartsWith($"IncidentGraph cannot start: {file}: the document broken cannot be executed: ", line, StringComparison.Ordinal);
            Assert.Contains(problem, line, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The only line that it says.</summary>
    private static async Task<string> Fail(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IncidentGraph.Server.dll"));
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        foreach (var (key, value) in TestTokens.Settings)
            start.ArgumentList.Add($"--{key}={value}");
        using var process = Process.Start(start)!; // it is no shell that might already run
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);

        Assert.Equal((1, ""), (process.ExitCode, await output));
        return Assert.Single((await error).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
