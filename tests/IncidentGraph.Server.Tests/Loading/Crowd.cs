using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Loading;

/// <summary>Servers with fifty incidents and services that have a bit of everything.</summary>
public sealed class Crowd : IAsyncLifetime
{
    private const int Size = 50;

    private readonly Servers _servers = new();
    private readonly HashSet<DatabaseProvider> _filled = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _servers.DisposeAsync();

    /// <summary>Skips the test, with the reason, where the database is not to be had.</summary>
    public async Task<TestServer> On(DatabaseProvider provider)
    {
        var server = await _servers.On(provider);
        if (_filled.Add(provider))
            await FillAsync(server.As("crowd", Persona.Admin), server);
        return server;
    }

    private static async Task FillAsync(GraphQLClient admin, TestServer server)
    {
        foreach (var person in (string[])["ann", "bob", "cy"])
            await server.As(person, Persona.Responder).Join();
        (await admin.Mutate("defineTeam", new { key = "crew", name = "Crew", memberIds = new[] { "ann", "bob" } })).Accepted();
        var keys = new List<string>();
        for (var i = 0; i < Size; i++)
        {
            var (_, key) = await admin.Register(new { tier = i % 5, ownerId = "crew", tags = new[] { "a", "b" }, description = "x" });
            keys.Add(key);
            if (i > 0)
                (await admin.Mutate("addDependency", new { serviceId = key, dependsOnId = keys[i / 2], kind = i % 2 == 0 ? "HARD" : "SOFT" })).Accepted();
        }

        var last = default(Declared);
        for (var i = 0; i < Size; i++)
        {
            var incident = await FillIncidentAsync(admin, server.As("ann", Persona.Responder), keys, i);
            await AnalyseAsync(admin, incident, keys[i], last);
            last = incident;
        }
    }

    private static async Task AnalyseAsync(GraphQLClient admin, Declared incident, string service, Declared? cause)
    {
        (await admin.Mutate("addTask", new { incidentId = incident.Key, title = "Look", assigneeId = "ann" })).Accepted();
        (await admin.Mutate("recordContributingFactor", new { id = incident.Key, category = "OTHER", description = "x", serviceId = service })).Accepted();
        var why = (await admin.Mutate("recordWhy", new { id = incident.Key, answer = "x" }, "why { id }"))["why"].Text("id");
        (await admin.Mutate("recordWhy", new { id = incident.Key, answer = "y", parentId = why })).Accepted();
        if (cause is not null)
            (await admin.Mutate("linkIncidents", new { id = incident.Key, targetId = cause.Key, kind = "CAUSED_BY" })).Accepted();
    }

    private static async Task<Declared> FillIncidentAsync(GraphQLClient admin, GraphQLClient responder, List<string> keys, int i)
    {
        var incident = await (i % 2 == 0 ? admin : responder).Declare(new
        {
            severityId = $"{i % 5}",
            impact = "HIGH",
            urgency = "LOW",
            services = new[] { new { serviceId = keys[i], level = "DEGRADED" }, new { serviceId = keys[(i + 7) % Size], level = "MAJOR_OUTAGE" } },
        });
        (await admin.Mutate("assignIncidentRole", new { id = incident.Key, role = "COMMANDER", userId = i % 2 == 0 ? "bob" : "cy" })).Accepted();
        (await admin.Mutate("assignIncidentRole", new { id = incident.Key, role = "SCRIBE", userId = "ann" })).Accepted();
        (await admin.Mutate("postIncidentUpdate", new { id = incident.Key, audience = "INTERNAL", body = $"Update {i}" })).Accepted();
        (await admin.Mutate("postIncidentUpdate", new { id = incident.Key, audience = "PUBLIC", body = $"Public {i}" })).Accepted();
        return incident;
    }
}
