using IncidentGraph.Data;
using IncidentGraph.Data.Archives;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Imports;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Imports;
using IncidentGraph.Server.Imports.Backstage;
using IncidentGraph.Server.Imports.Statuspage;
using IncidentGraph.Server.Tests.Imports;
using IncidentGraph.Testing.SqlServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>What the program does to its database beside answering: imports, export, restore, and what housekeeping deletes.</summary>
internal static class Upkeep
{
    public static async Task RunAsync(SqlServerStandIn standIn, SqlServerStandIn another, CancellationToken ct)
    {
        await using var app = Build(standIn);
        await ImportAsync(app, ct);
        await using var archive = new MemoryStream();
        await app.Services.GetRequiredService<Export>().WriteAsync(archive, ct);
        await using var empty = Build(another);
        archive.Position = 0;
        await empty.Services.GetRequiredService<Restore>().ReadAsync(archive, ct);

        await using var later = Build(standIn, new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(400)));
        Assert.True(await later.Services.GetRequiredService<Housekeeping>().SweepAsync(ct) > 0);
    }

    /// <summary>As the commands build theirs, below the stand-in.</summary>
    private static WebApplication Build(SqlServerStandIn standIn, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddIncidentData(standIn.Options).AddSingleton<IInterceptor>(standIn);
        return builder.Build();
    }

    /// <summary>Twice: the second time all of it is known.</summary>
    private static async Task ImportAsync(WebApplication app, CancellationToken ct)
    {
        PageFile[] page = [await PageFile.ReadAsync(Fixture.Kept("summary.json"), ct), await PageFile.ReadAsync(Fixture.Kept("incidents.json"), ct)];
        var catalog = await BackstageCommand.ReadAsync([Fixture.Kept("catalog.yaml"), Fixture.Kept("people.yaml")], new Findings(), ct);
        for (var time = 0; time < 2; time++)
        {
            await ImportRun.RunAsync(app, isRehearsal: time == 0, TextWriter.Null, TextWriter.Null, StatuspageAsync, ct);
            await ImportRun.RunAsync(app, isRehearsal: false, TextWriter.Null, TextWriter.Null, StatuspageAsync, ct);
            await ImportRun.RunAsync(app, isRehearsal: false, TextWriter.Null, TextWriter.Null, BackstageAsync, ct);
        }

        Task StatuspageAsync(ImportSession session, SeverityCatalog severities, CancellationToken token) =>
            new StatuspageImport(page, new Origin(ImportSource.Statuspage, page[0].PageId, page[0].PageName), session, severities, "", false).RunAsync(token);

        Task BackstageAsync(ImportSession session, SeverityCatalog severities, CancellationToken token) =>
            new BackstageImport(catalog, new Origin(ImportSource.Backstage, BackstageCommand.Whole, "Backstage"), session).RunAsync(token);
    }
}
