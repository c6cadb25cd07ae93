using IncidentGraph.Data;
using IncidentGraph.Server.Demo;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Startup;

/// <summary>What has to be right before the server listens.</summary>
internal static class Preparation
{
    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct)
    {
        var contract = Task.Run(() => app.Services.GetRequiredService<GraphSchemas>(), ct); // beside the database, which takes longer
        await app.BringUpToDateAsync(ct);
        await DefaultSeverities.EnsureAsync(app.Services, ct);
        await contract; // one that cannot be bound must not listen
        await DemoData.EnsureAsync(app, ct);
    }

    /// <summary>Where nobody else would: embedded, or in Development.</summary>
    /// <exception cref="InvalidOperationException">Somebody has to migrate first.</exception>
    public static async Task BringUpToDateAsync(this WebApplication app, CancellationToken ct)
    {
        var migrator = app.Services.GetRequiredService<Migrator>();
        var isEmbedded = app.Services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite;
        if (isEmbedded || app.Environment.IsDevelopment())
            await migrator.MigrateAsync(ct);
        else if (await migrator.PendingAsync(ct) is { Count: > 0 } pending)
            throw new InvalidOperationException($"The database lacks {pending.Count} migrations: run the command 'migrate' first.");
        await migrator.CheckAsync(ct);
    }
}
