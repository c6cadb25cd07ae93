using System.CommandLine;
using IncidentGraph.Data.Archives;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Archives;

/// <summary>Writes the whole database to a file that any database can be restored from.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> _file = ArchivePath.Argument("The file to make, or - for stdout. An existing one is left alone.");

    public static Command Create(CommandHost host)
    {
        var command = new DocumentedCommand(
            "export",
            "Writes everything to a file of JSON lines, as it is at one moment; servers may go on. Restores on any database.",
            "export incidents.jsonl",
            "export - | gzip > incidents.jsonl.gz")
        {
            _file,
        };
        command.SetAction(host.Run(ExportAsync));
        return command;
    }

    private static async Task<int> ExportAsync(WebApplication app, ParseResult line, CancellationToken ct)
    {
        var export = app.Services.GetRequiredService<Export>();
        var path = line.GetRequiredValue(_file);
        var isStandard = path == StandardStream.Name;
        var summary = isStandard ? await WriteAsync(export, ct) : await WriteAsync(export, path, ct);
        var report = isStandard ? line.InvocationConfiguration.Error : line.InvocationConfiguration.Output;
        await report.WriteLineAsync($"Exported {summary.Rows} rows of {summary.Tables} tables.");
        return ExitCodes.Success;
    }

    private static async Task<ArchiveSummary> WriteAsync(Export export, CancellationToken ct)
    {
        await using var output = Console.OpenStandardOutput();
        return await export.WriteAsync(output, ct);
    }

    private static async Task<ArchiveSummary> WriteAsync(Export export, string path, CancellationToken ct)
    {
        using var file = new NewFile(path);
        var summary = await export.WriteAsync(file.Stream, ct);
        file.Keep();
        return summary;
    }
}
