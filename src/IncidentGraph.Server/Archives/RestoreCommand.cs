using System.CommandLine;
using IncidentGraph.Data.Archives;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Archives;

/// <summary>Takes an export into a new database.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> _file = ArchivePath.Argument("What the command export wrote, or - for stdin.");

    public static Command Create(CommandHost host)
    {
        var command = new DocumentedCommand(
            "restore",
            "Takes an export into a new database, all of it or nothing. No server may run on it meanwhile. Cursors of subscriptions become invalid.",
            "restore incidents.jsonl",
            "restore incidents.jsonl --Database:Provider=Postgres --Database:ConnectionString=\"Host=127.0.0.1;Database=incidentgraph;Username=ig\"",
            "restore - < incidents.jsonl")
        {
            _file,
        };
        command.SetAction(host.Run(RestoreAsync));
        return command;
    }

    private static async Task<int> RestoreAsync(WebApplication app, ParseResult line, CancellationToken ct)
    {
        var path = line.GetRequiredValue(_file);
        await using var file = path == StandardStream.Name ? Console.OpenStandardInput() : File.OpenRead(path);
        var summary = await app.Services.GetRequiredService<Restore>().ReadAsync(file, ct);
        await line.InvocationConfiguration.Output.WriteLineAsync($"Restored {summary.Rows} rows of {summary.Tables} tables.");
        return ExitCodes.Success;
    }
}
