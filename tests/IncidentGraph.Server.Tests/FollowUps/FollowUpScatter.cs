using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>Servers with random follow-ups: many ties, many nulls. The same on every database.</summary>
public sealed class FollowUpScatter : IAsyncLifetime
{
    public const int Count = 90;

    public const int Incidents = 50;

    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Servers _servers = new();
    private readonly HashSet<DatabaseProvider> _filled = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _servers.DisposeAsync();

    /// <summary>An admin. Skips the test, with the reason, where the database is not to be had.</summary>
    public async Task<GraphQLClient> On(DatabaseProvider provider) => (await ServerOn(provider)).As("scatter", Persona.Admin);

    public async Task<TestServer> ServerOn(DatabaseProvider provider)
    {
        var server = await _servers.On(provider);
        if (_filled.Add(provider))
        {
            await server.As("scatter", Persona.Admin).Join();
            await FillAsync(server.Services.GetRequiredService<Commit>(), new Random(20260102));
        }

        return server;
    }

    /// <summary>Imported, so that times can be anything.</summary>
    private static async Task FillAsync(Commit commit, Random random)
    {
        Command Import(int hours, Func<Work, CancellationToken, Task<Data.Commits.Decision>> decide) =>
            new() { By = Caller.System, IsImport = true, At = _start.AddHours(hours), Decide = decide };
        var declare = Enumerable.Range(0, Incidents).Select(_ => Import(0, DeclareAsync));
        var add = Enumerable.Range(0, Count).Select(_ => Import(
            random.Next(10, 16), Adds(1 + random.Next(1 + random.Next(Incidents)), random.Next(5), random.Next(4), random.Next(3) == 0, random.Next(2) == 0)));
        Assert.All(await commit.RunBatchAsync([.. declare, .. add], CancellationToken.None), r => Assert.True(r.IsAccepted, string.Join(' ', r.Errors)));
    }

    private static async Task<Data.Commits.Decision> DeclareAsync(Work work, CancellationToken ct)
    {
        var catalog = new SeverityCatalog(await work.SeveritiesAsync(ct));
        var declared = Incident.Declare(
            work.Act, await work.NextAsync(Counter.Incident, ct), new DeclareIncident { Title = "x", Symptoms = ["x"], Severity = catalog.Find(3) }, catalog);
        var incident = declared.Value!; // an import is never refused
        work.Db.Add(incident);
        incident.Resolve(work.Act, catalog);
        work.Db.Add(Postmortem.Start(work.Act, incident, catalog, new StartPostmortem()).Value!); // likewise
        return new([], []);
    }

    private static Func<Work, CancellationToken, Task<Data.Commits.Decision>> Adds(int incidentId, int due, int priority, bool isDone, bool isOwned) => async (work, ct) =>
    {
        var incident = await work.IncidentAsync(incidentId, ct);
        var postmortem = await work.PostmortemAsync(incidentId, ct);
        var id = await work.NextAsync(Counter.FollowUp, ct);
        var errors = postmortem!.AddFollowUp(work.Act, incident!, id, new AddFollowUp // both were declared above
        {
            Title = "x",
            Description = "y",
            Owner = isOwned ? await work.UserByHandleAsync("scatter", ct) : null,
            Priority = (Grade)priority,
            DueAt = due == 0 ? null : _start.AddYears(50).AddDays(due),
        });
        if (errors.Count == 0 && isDone)
            errors = postmortem.CompleteFollowUp(work.Act, incident!, id); // as above
        return new(errors, []);
    };
}
