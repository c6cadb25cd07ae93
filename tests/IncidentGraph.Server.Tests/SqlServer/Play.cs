using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Events;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Matrix;
using IncidentGraph.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>
/// A class fixture: the server as it is for SQL Server, over its stand-in, does once all that it can: every type of event, every mutation, every
/// condition, order and page of every list, and the upkeep. Whatever it answers wrongly fails the first test that asks.
/// </summary>
public sealed class Play : IAsyncLifetime
{
    private readonly List<string> _complaints = [];

    /// <summary>Each different statement that it sent.</summary>
    public IReadOnlyList<SqlServerStatement> Statements { get; private set; } = [];

    /// <summary>What it logged at warning or above.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>The script of its migrations.</summary>
    public string Script { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await using var standIn = await SqlServerStandIn.CreateAsync();
        await using var another = await SqlServerStandIn.CreateAsync();
        await CauseEventsAsync(standIn);
        await AskAsync(standIn);
        await Upkeep.RunAsync(standIn, another, CancellationToken.None);
        Statements = [.. standIn.Statements.Union(another.Statements)];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task CauseEventsAsync(SqlServerStandIn standIn)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)); // the script names hours of this day
        await using var server = TestServer.Over(standIn, clock, [], ("Authentication:Schemes:Bearer:TokenValidationParameters:ValidateLifetime", "false"));
        await new EventScript(server, clock).Play();
        _complaints.AddRange(server.Complaints.Lines);
    }

    private async Task AskAsync(SqlServerStandIn standIn)
    {
        var misfortune = new Misfortune();
        await using var server = TestServer.Over(standIn, clock: null, [misfortune], ("Live:ResumeWindow", "1000.00:00:00"));
        try
        {
            var stage = await Stage.SetAsync(server);
            await new Reads(stage).RunAsync();
            await new Writes(stage, misfortune).RunAsync();
            await using var db = await server.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();
            Script = db.GetService<IMigrator>().GenerateScript();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"The play broke off. The server says: {string.Join('\n', server.Complaints.Lines)}", error);
        }

        _complaints.AddRange(server.Complaints.Lines);
    }
}
