using System.Globalization;
using IncidentGraph.Data;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Benchmarks.Lists;

/// <summary>A page of services and what they depend on, in a landscape as large as they come.</summary>
internal static class ServiceGraph
{
    private const int Services = 5000;
    private const int Dependencies = 40_000;
    private const int WarmUp = 4;
    private const int Most = 30;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private static readonly (string Name, string Document)[] _queries =
    [
        ("services(first: 100)", "{ services(first: 100) { nodes { key name tier status } } }"),
        ("and what they depend on", "{ services(first: 100) { nodes { key name tier status dependencies(first: 20) { nodes { key status } edges { dependency { critical } } } } } }"),
        ("and what depends on them", "{ services(first: 100) { nodes { key name tier status dependents(first: 20) { nodes { key status } edges { dependency { critical } } } } } }"),
    ];

    public static async Task RunAsync(TextWriter output)
    {
        await using var sqlite = await StartAsync(DatabaseProvider.Sqlite);
        await using var postgres = PostgresServer.WhyMissing is null ? await StartAsync(DatabaseProvider.Postgres) : null;
        TestServer[] servers = postgres is null ? [sqlite] : [sqlite, postgres];

        await output.WriteLineAsync($"Milliseconds over HTTP with {Table.Whole(Services)} services and {Table.Whole(Dependencies)} dependencies; in brackets the statements that it takes.");
        await output.WriteLineAsync(Table.Line("", servers.SelectMany(s => new[] { $"{s.Provider} p50", "p99", "" })));
        foreach (var (name, document) in _queries)
            await output.WriteLineAsync(Table.Line(name, await MeasureAsync(servers, document)));
    }

    private static async Task<IEnumerable<string>> MeasureAsync(TestServer[] servers, string document)
    {
        var seen = servers.Select(server => (Server: server, Reader: server.As("rosa", Persona.Responder), Times: new Timings())).ToList();
        var began = TimeProvider.System.GetTimestamp();
        for (var i = -WarmUp; i < Most && (i <= 0 || TimeProvider.System.GetElapsedTime(began) < _longest); i++)
        {
            foreach (var (server, reader, times) in seen)
            {
                server.Statements.Clear();
                var start = TimeProvider.System.GetTimestamp();
                await reader.Query(document);
                if (i >= 0)
                    times.Add(TimeProvider.System.GetElapsedTime(start));
            }
        }

        return seen.SelectMany(s => new[] { Table.Number(s.Times.P50), Table.Number(s.Times.P99), $"({s.Server.Statements.OfRequests.Count})" });
    }

    private static async Task<TestServer> StartAsync(DatabaseProvider provider)
    {
        var server = await TestServer.StartAsync(
            provider, clock: null, ("GraphQL:CostBudget", "1000000000"), ("GraphQL:CostRestoreRate", "1000000000"), ("GraphQL:MaxCost", "1000000"));
        var admin = server.As("ada", Persona.Admin);
        var (first, _) = await admin.Register();
        var (second, _) = await admin.Register();
        (await admin.Mutate("addDependency", new { serviceId = second, dependsOnId = first, kind = "HARD", critical = true })).Accepted();
        await using var scope = server.Services.CreateAsyncScope();
        await GrowAsync(scope.ServiceProvider.GetRequiredService<IncidentDbContext>());
        return server;
    }

    /// <summary>Two services, of which one depends on the other, become the whole: each depends on as many, near and far.</summary>
    private static async Task GrowAsync(IncidentDbContext db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.CopyAsync(typeof(Service), Services - 2, column => column.Name switch
        {
            nameof(Service.Id) => "t.id + 1 + k",
            nameof(Service.Key) => "t.key || '-' || k",
            _ => column.Column(),
        }, "WHERE t.id = (SELECT MIN(id) FROM services)");
        await db.CopyAsync(typeof(Dependency), Dependencies / Services, column => column.Name switch
        {
            nameof(Dependency.Id) => db.Database.IsSqlite() ? "upper(printf('%08x-%04x-7000-8000-%012x', k, k, s.id))" : "gen_random_uuid()",
            nameof(Dependency.ServiceId) => "s.id",
            nameof(Dependency.DependsOnId) => Text($"t.depends_on_id + (s.id - t.depends_on_id + k * k * 37) % {Services}"),
            _ => column.Column(),
        }, "CROSS JOIN services s");
        await transaction.CommitAsync();
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("ANALYZE"); // which PostgreSQL does by itself, but later
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
