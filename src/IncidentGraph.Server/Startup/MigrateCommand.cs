using System.CommandLine;
using IncidentGraph.Data;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Startup;

/// <summary>Creates the database, or brings it to this version's schema.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new DocumentedCommand(
            "migrate",
            "Creates the database, or brings it to this version's schema. Safe to run again.",
            "migrate",
            "migrate --Database:Provider=Postgres --Database:ConnectionString=\"Host=127.0.0.1;Database=incidentgraph;Username=ig\"");
        command.SetAction(host.Run(MigrateAsync));
        return command;
    }

    private static async Task<int> MigrateAsync(WebApplication app, ParseResult line, CancellationToken ct)
    {
        var migrator = app.Services.GetRequiredService<Migrator>();
        var pending = await migrator.PendingAsync(ct);
        await migrator.MigrateAsync(ct);
        await DefaultSeverities.EnsureAsync(app.Services, ct);
        await line.InvocationConfiguration.Output.WriteLineAsync(
            pending.Count == 0 ? "The database is up to date." : $"The database is up to date: {pending.Count} migrations applied.");
        return ExitCodes.Success;
    }
}
