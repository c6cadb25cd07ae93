using System.CommandLine;
using IncidentGraph.Data.Archives;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Archives;

/// <summary>Copies a SQLite database; for others it names their own tool.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> _file = new("FILE") { Description = "The copy to make. An existing file is left alone." };

    public static Command Create(CommandHost host)
    {
        var command = new DocumentedCommand(
            "backup",
            "Copies a SQLite database as it is at one moment; servers may go on. The copy is checked and can be served as it is.",
            "backup /backups/incidents.db")
        {
            _file,
        };
        command.SetAction(host.Run(BackupAsync));
        return command;
    }

    private static async Task<int> BackupAsync(WebApplication app, ParseResult line, CancellationToken ct)
    {
        var backup = app.Services.GetRequiredService<Backup>();
        if (backup.OtherTool is { } tool)
        {
            await line.InvocationConfiguration.Error.WriteLineAsync(tool);
            return ExitCodes.Usage;
        }

        var path = line.GetRequiredValue(_file);
        await backup.WriteAsync(path, ct);
        await line.InvocationConfiguration.Output.WriteLineAsync($"Backed up to {Path.GetFullPath(path)}.");
        return ExitCodes.Success;
    }
}
