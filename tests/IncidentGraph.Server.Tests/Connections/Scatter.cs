using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.Connections;

/// <summary>Servers with random incidents and services: many ties, many nulls. The same on every database.</summary>
public sealed class Scatter : IAsyncLifetime
{
    public const int Incidents = 90;

    private static readonly string[] _titles = ["A", "a", "Ä", "ä", "B", "É", "é", "zebra", "Zebra", "ß", "日本", "🙂", "a b", "a-b", "١"];
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Servers _servers = new();
    private readonly HashSet<DatabaseProvider> _filled = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _servers.DisposeAsync();

    /// <summary>Skips the test, with the reason, where the database is not to be had.</summary>
    public async Task<TestServer> On(DatabaseProvider provider)
    {
        var server = await _servers.On(provider);
        if (_filled.Add(provider))
            await FillAsync(server);
        return server;
    }

    private static async Task FillAsync(TestServer server)
    {
        var random = new Random(20260101);
        var admin = server.As("scatter", Persona.Admin);
        await admin.Mutate("defineTeam", new { key = "odd", name = "Odd", memberIds = new[] { "scatter" } });
        for (var i = 0; i < 12; i++)
            await admin.Register(new { key = $"s-{i:00}", name = Pick(random), tier = random.Next(3), ownerId = i % 3 == 0 ? "odd" : null });
        for (var level = 5; level < 8; level++)
            await admin.Mutate("defineSeverity", new { level, name = level == 7 ? "sev" : $"Sev-{7 - level}x", description = "x" });
        var commit = server.Services.GetRequiredService<Commit>();
        foreach (var part in Enumerable.Range(0, Incidents).Chunk(30))
            Assert.All(await Task.WhenAll(part.Select(_ => DeclareAsync(commit, random))), result => Assert.True(result.IsAccepted));
    }

    /// <summary>Imported, so that times and ends can be anything.</summary>
    private static Task<CommitResult> DeclareAsync(Commit commit, Random random)
    {
        var (title, service, level, end, hour) = (Pick(random), random.Next(1, 13), random.Next(9), random.Next(7), random.Next(6));
        return commit.RunAsync(
            new Command
            {
                By = Caller.System,
                IsImport = true,
                At = _start.AddHours(10 + end),
                Decide = async (work, ct) =>
                {
                    var number = await work.NextAsync(Counter.Incident, ct);
                    var catalog = new SeverityCatalog(await work.SeveritiesAsync(ct));
                    var affected = (await work.ServicesAsync([service], ct)).Select(s => new AffectedService(s, ImpactLevel.Degraded, null)).ToList();
                    var declared = Incident.Declare(
                        work.Act,
                        number,
                        new DeclareIncident
                        {
                            Title = title,
                            Symptoms = ["x"],
                            Severity = catalog.Find(level),
                            Triage = catalog.Find(level) is null,
                            OccurredAt = _start.AddHours(hour),
                            DetectedAt = _start.AddHours(hour),
                            Services = affected,
                        },
                        catalog);
                    var incident = declared.Value!; // an import is never refused
                    work.Db.Add(incident);
                    var errors = catalog.Find(level) is null ? [] : End(incident, work, catalog, end);
                    return new Decision(errors, [EntityRef.Of("Incident", number)]);
                },
            },
            CancellationToken.None);
    }

    private static IReadOnlyList<Domain.Errors.DomainError> End(
        Incident incident, Work work, SeverityCatalog catalog, int end) => end switch
        {
            1 => incident.Identify(work.Act, catalog, "x"),
            2 => incident.Mitigate(work.Act, catalog, "x"),
            3 or 4 => incident.Resolve(work.Act, catalog),
            _ => [],
        };

    private static string Pick(Random random) => _titles[random.Next(_titles.Length)];
}
