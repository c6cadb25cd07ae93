using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Filtering;

/// <summary>Servers with five incidents and three services that differ in everything that a filter can ask for.</summary>
public sealed class Sample : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private readonly HashSet<DatabaseProvider> _filled = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _servers.DisposeAsync();

    /// <summary>An admin. Skips the test, with the reason, where the database is not to be had.</summary>
    public async Task<GraphQLClient> On(DatabaseProvider provider)
    {
        var server = await _servers.On(provider);
        var admin = server.As("admin", Persona.Admin);
        if (_filled.Add(provider))
        {
            await server.As("boss", Persona.Responder).Join();
            await FillServicesAsync(admin);
            await FillIncidentsAsync(admin);
        }

        return admin;
    }

    private static async Task FillServicesAsync(GraphQLClient admin)
    {
        (await admin.Mutate("defineTeam", new { key = "crew", name = "The crew" })).Accepted();
        await admin.Register(new { key = "db", name = "Datenbänk", tier = 1, ownerId = "crew", tags = new[] { "pci" } });
        await admin.Register(new { key = "web", name = "Web", tier = 2 });
        await admin.Register(new { key = "lone", name = "Lone", tier = 3, lifecycle = "EXPERIMENTAL", isExternal = true });
        (await admin.Mutate("addDependency", new { serviceId = "web", dependsOnId = "db", kind = "HARD" })).Accepted();
    }

    private static async Task FillIncidentsAsync(GraphQLClient admin)
    {
        await admin.Declare(new
        {
            title = "Down",
            summary = "All of it",
            severityId = "1",
            type = "OUTAGE",
            source = "MONITORING",
            impact = "HIGH",
            urgency = "CRITICAL",
            occurredAt = "2026-01-01T00:00:00Z",
            detectedAt = "2026-01-01T00:00:00Z",
            services = new[] { new { serviceId = "web", level = "DEGRADED" }, new { serviceId = "db", level = "MAJOR_OUTAGE" } },
        });
        (await admin.Mutate("assignIncidentRole", new { id = "1", role = "COMMANDER", userId = "boss" })).Accepted();
        (await admin.Mutate("postIncidentUpdate", new { id = "1", audience = "PUBLIC", body = "We know" })).Accepted();
        await admin.Declare(new { title = "Slow", type = "LATENCY", services = new[] { new { serviceId = "web", level = "DEGRADED" } } });
        (await admin.Mutate("resolveIncident", new { id = "2" })).Accepted();
        await admin.Declare(new { title = "drain", triage = true, severityId = (string?)null, isTest = true });
        await admin.Declare(new { title = "Ärger im Café", isPrivate = true });
        await admin.Declare(new { title = """ΣΊΣΥΦΟΣ 50%_\""" });
    }
}
