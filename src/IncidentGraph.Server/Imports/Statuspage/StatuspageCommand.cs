using System.CommandLine;
using IncidentGraph.Data.Imports;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>Imports what a status page's public API answered.</summary>
internal static class StatuspageCommand
{
    public static Command Create(CommandHost host)
    {
        var arguments = new ImportArguments();
        var prefix = new Option<string>("--key-prefix") { Description = "Begins the keys of new services, such as 'github'.", DefaultValueFactory = _ => "" };
        var isExternal = new Option<bool>("--external") { Description = "The page is somebody else's: its components become external services." };
        var command = new DocumentedCommand(
            "statuspage",
            "Import components and incidents from the JSON of an Atlassian Statuspage.",
            "import statuspage summary.json incidents.json scheduled-maintenances.json",
            "import statuspage --dry-run incidents.json",
            "import statuspage --external --key-prefix=github github-summary.json github-incidents.json")
        {
            arguments.Files, arguments.DryRun, prefix, isExternal,
        };
        command.SetAction(host.Run(async (app, line, ct) =>
        {
            var files = await ReadAllAsync(line.GetRequiredValue(arguments.Files), ct);
            var (output, error) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
            return await ImportRun.RunAsync(app, line.GetValue(arguments.DryRun), output, error, async (session, severities, token) =>
            {
                foreach (var page in files.GroupBy(f => f.PageId))
                {
                    var named = page.First().PageName;
                    var origin = new Origin(ImportSource.Statuspage, page.Key, $"{PlainText.Line(named, 60)} (Statuspage)");
                    await new StatuspageImport([.. page], origin, session, severities, line.GetRequiredValue(prefix), line.GetValue(isExternal)).RunAsync(token);
                }
            }, ct);
        }));
        return command;
    }

    /// <summary>All, before anything is written: one that cannot be used stops the import.</summary>
    private static async Task<List<PageFile>> ReadAllAsync(string[] paths, CancellationToken ct)
    {
        var files = new List<PageFile>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
            files.Add(await PageFile.ReadAsync(path, ct));
        return files;
    }
}
