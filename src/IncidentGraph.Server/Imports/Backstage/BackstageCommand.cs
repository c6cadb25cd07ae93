using System.CommandLine;
using IncidentGraph.Data.Imports;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>Imports a software catalog.</summary>
internal static class BackstageCommand
{
    /// <summary>The automation is one for all namespaces; a namespace's name cannot be this.</summary>
    internal const string Whole = "*";

    public static Command Create(CommandHost host)
    {
        var arguments = new ImportArguments();
        var command = new DocumentedCommand(
            "backstage",
            "Import services, dependencies, teams and people from Backstage's catalog-info YAML.",
            "import backstage catalog-info.yaml",
            "import backstage --dry-run components.yaml groups.yaml users.yaml")
        {
            arguments.Files, arguments.DryRun,
        };
        command.SetAction(host.Run(async (app, line, ct) =>
        {
            var findings = new Findings();
            var catalog = await ReadAsync(line.GetRequiredValue(arguments.Files), findings, ct);
            var (output, error) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
            return await ImportRun.RunAsync(app, line.GetValue(arguments.DryRun), output, error, async (session, _, token) =>
            {
                session.Report.Add(findings);
                await new BackstageImport(catalog, new Origin(ImportSource.Backstage, Whole, "Backstage"), session).RunAsync(token);
            }, ct);
        }));
        return command;
    }

    /// <summary>All, before anything is written: one that cannot be used stops the import.</summary>
    internal static async Task<Catalog> ReadAsync(string[] paths, Findings findings, CancellationToken ct)
    {
        var entities = new List<ReadEntity>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            var reader = new EntityReader(path, findings);
            foreach (var document in YamlReader.Documents(path, await SourceFile.ReadAsync(path, ct)))
                entities.AddRange(reader.Read(document));
        }

        return new Catalog(entities, findings);
    }
}
