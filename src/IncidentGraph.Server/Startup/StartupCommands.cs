using IncidentGraph.Data;
using IncidentGraph.Server.Demo;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Startup;

/// <summary>What runs before the server listens, and the commands that run instead of it.</summary>
public static class StartupCommands
{
    /// <summary>The exit code of a command; null to go on and serve.</summary>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] args)
    {
        var migrator = app.Services.GetRequiredService<Migrator>();
        var command = args is [var first, ..] && !first.StartsWith('-') ? first : null; // anything later is configuration
        switch (command)
        {
            case "migrate":
                await migrator.MigrateAsync(CancellationToken.None);
                await DefaultSeverities.EnsureAsync(app.Services, CancellationToken.None);
                return 0;
            case not null:
                await Console.Error.WriteLineAsync($"There is no command '{command}'. Commands: migrate. Without one, the server starts.");
                return 2;
        }

        await PrepareAsync(app, migrator);
        return null;
    }

    private static async Task PrepareAsync(WebApplication app, Migrator migrator)
    {
        _ = app.Services.GetRequiredService<GraphSchemas>(); // a contract that cannot be bound must not listen
        var isEmbedded = app.Services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite;
        if (isEmbedded || app.Environment.IsDevelopment())
            await migrator.MigrateAsync(CancellationToken.None);
        else if (await migrator.PendingAsync(CancellationToken.None) is { Count: > 0 } pending)
            throw new InvalidOperationException($"The database lacks {pending.Count} migrations: run the command 'migrate' first.");
        await migrator.CheckAsync(CancellationToken.None);
        await DefaultSeverities.EnsureAsync(app.Services, CancellationToken.None);
        await DemoData.EnsureAsync(app, CancellationToken.None);
    }
}
