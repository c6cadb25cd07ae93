using System.CommandLine;
using IncidentGraph.Server.Commands;
using IncidentGraph.Server.Imports.Backstage;
using IncidentGraph.Server.Imports.Statuspage;

namespace IncidentGraph.Server.Imports;

/// <summary>Brings services, people and history from elsewhere.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandHost host) => new DocumentedCommand(
        "import",
        "Bring services, people and history from elsewhere. What was imported before is recognised.",
        "import statuspage summary.json incidents.json",
        "import backstage catalog-info.yaml")
    {
        StatuspageCommand.Create(host),
        BackstageCommand.Create(host),
    };
}
