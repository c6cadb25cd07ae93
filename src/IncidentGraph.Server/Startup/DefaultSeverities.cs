using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Startup;

/// <summary>A new database gets Sev-0 to Sev-4, as a command like any other; teams change them as they like.</summary>
internal static class DefaultSeverities
{
    public static async Task EnsureAsync(IServiceProvider services, CancellationToken ct)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<Data.IncidentDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Severities.AnyAsync(ct))
            return;
        await services.GetRequiredService<Commit>().RunAsync(new Command { By = Caller.System, Decide = DefineAllAsync }, ct);
    }

    private static async Task<Decision> DefineAllAsync(Work work, CancellationToken ct)
    {
        var known = await work.SeveritiesAsync(ct);
        foreach (var define in SeverityDefaults.All.Where(_ => known.Count == 0))
        {
            if (Severity.Define(work.Act, define, existing: null) is { Value: { } severity })
                work.Db.Add(severity);
        }

        return Decision.Accepted(EntityRef.Of("Severity", 0));
    }
}
