using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Commands;
using IncidentGraph.Server.Startup;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports;

/// <summary>The frame of every import: the database is made ready, the import runs, the report goes to stdout.</summary>
internal static class ImportRun
{
    /// <param name="app">Where to.</param>
    /// <param name="isRehearsal">Whether nothing is to be changed.</param>
    /// <param name="output">For the report.</param>
    /// <param name="error">For progress.</param>
    /// <param name="import">What is done.</param>
    /// <param name="ct">Breaks it off: what was stored stays, and is recognised next time.</param>
    public static async Task<int> RunAsync(
        WebApplication app, bool isRehearsal, TextWriter output, TextWriter error,
        Func<ImportSession, SeverityCatalog, CancellationToken, Task> import, CancellationToken ct)
    {
        await PrepareAsync(app, isRehearsal, ct);
        var contexts = app.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        var session = new ImportSession(contexts, app.Services.GetRequiredService<Commit>(), clock, error, isRehearsal);
        try
        {
            await import(session, await SeveritiesAsync(contexts, ct), ct);
        }
        finally
        {
            if (isRehearsal)
                await output.WriteLineAsync("Dry run: nothing was changed. It would be:");
            session.Report.Write(output);
        }

        return session.Report.HasLosses ? ExitCodes.Incomplete : ExitCodes.Success;
    }

    private static async Task PrepareAsync(WebApplication app, bool isRehearsal, CancellationToken ct)
    {
        if (isRehearsal)
        {
            if (await app.Services.GetRequiredService<Migrator>().PendingAsync(ct) is { Count: > 0 } pending)
                throw new InvalidOperationException($"The database lacks {pending.Count} migrations, and a dry run does not migrate: run the command 'migrate' first.");
            return;
        }

        await app.BringUpToDateAsync(ct);
        await DefaultSeverities.EnsureAsync(app.Services, ct);
    }

    private static async Task<SeverityCatalog> SeveritiesAsync(IDbContextFactory<IncidentDbContext> contexts, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new(await db.Severities.AsNoTracking().OrderBy(s => s.Level).ToListAsync(ct));
    }
}
