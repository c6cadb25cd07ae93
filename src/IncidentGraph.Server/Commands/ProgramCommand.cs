using System.CommandLine;
using IncidentGraph.Server.Archives;
using IncidentGraph.Server.Health;
using IncidentGraph.Server.Imports;
using IncidentGraph.Server.Startup;

namespace IncidentGraph.Server.Commands;

/// <summary>The program itself: without a command it serves.</summary>
internal static class ProgramCommand
{
    public const string Name = "incidentgraph";

    /// <param name="settings">The command line's, for the configuration.</param>
    /// <param name="serve">Runs the server with them.</param>
    public static Command Create(string[] settings, Func<string[], CancellationToken, Task<int>> serve)
    {
        var program = new DocumentedCommand(
            Name,
            "A GraphQL server for incident management. Without a command, the server starts.",
            "",
            "--urls=http://127.0.0.1:8080 --Database:ConnectionString=\"Data Source=/var/lib/incidentgraph/incidents.db\"",
            "migrate --help")
        {
            HelpWithExamples.Option(),
            new VersionOption { Description = "Show the version." },
        };
        program.SetAction((_, ct) => serve(settings, ct));

        var host = new CommandHost(settings);
        program.Add(MigrateCommand.Create(host));
        program.Add(ExportCommand.Create(host));
        program.Add(RestoreCommand.Create(host));
        program.Add(BackupCommand.Create(host));
        program.Add(ImportCommand.Create(host));
        program.Add(HealthCommand.Create());
        return program;
    }
}
