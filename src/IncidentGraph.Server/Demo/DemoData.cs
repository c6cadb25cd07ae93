using System.Diagnostics;
using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Demo;

/// <summary>
/// XYZ Corp, for whoever tries the server out: people, services, a year of incidents and an outage under way, all through
/// the same commands as anything else and dated as if it had happened.
/// </summary>
public static partial class DemoData
{
    /// <summary>Once, in Development, into a database without services. People come first and are found again, all else is one transaction.</summary>
    public static async Task EnsureAsync(WebApplication app, CancellationToken ct)
    {
        if (!IsWanted(app) || await HasServicesAsync(app.Services, ct))
            return;
        var watch = Stopwatch.StartNew();
        var now = app.Services.GetRequiredService<TimeProvider>().NowMoment();
        var commit = app.Services.GetRequiredService<Commit>();
        var cast = await Cast.GatherAsync(commit, now, ct);
        var story = Story.Write(cast, now);
        await commit.RunBatchAsync([.. story.Steps.Select(step => step.ToCommand())], ct);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DemoData));
        var milliseconds = watch.ElapsedMilliseconds;
        Log(log, story.Services, story.Incidents, story.Steps.Count, milliseconds);
    }

    private static bool IsWanted(WebApplication app) =>
        app.Environment.IsDevelopment()
        && (app.Services.GetRequiredService<DemoOptions>().Seed
            ?? app.Services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite);

    private static async Task<bool> HasServicesAsync(IServiceProvider services, CancellationToken ct)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<IncidentDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Services.AnyAsync(ct);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Demonstration data: {Services} services, {Incidents} incidents, {Commands} commands in {Milliseconds} ms")]
    private static partial void Log(ILogger log, int services, int incidents, int commands, long milliseconds);
}
