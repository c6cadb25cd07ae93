using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Loading;

/// <summary>Servers with fifty incidents and services that have a bit of everything.</summary>
public sealed class Crowd : IAsyncLifetime
{
    private const int Size = 50;

    private readonly Servers _servers = new();
    private readonly HashSet<DatabaseProvider> _filled = [];
    private readonly Dictionary<string, string> _busy = new(StringComparer.Ordinal);

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

    /// <summary>The one object of a type that has fifty of everything; ids are alike on all databases.</summary>
    public string Busy(string type) => _busy.TryGetValue(type, out var id)
        ? id
        : throw new InvalidOperationException($"{type} has a connection: arrange one with {Size} of everything in {nameof(Crowd)}.");

    private async Task FillAsync(GraphQLClient admin, TestServer server)
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

        for (var i = 0; i < Size; i++)
            await FillIncidentAsync(admin, server.As("ann", Persona.Responder), keys, i);
        await GatherAsync(admin, server);
    }

    /// <summary>Fifty people, teams, services and incidents around one of each.</summary>
    private async Task GatherAsync(GraphQLClient admin, TestServer server)
    {
        var people = Enumerable.Range(0, Size).Select(i => $"person{i}").ToList();
        foreach (var person in people)
            await server.As(person, Persona.Responder).Join();
        _busy["User"] = await server.As(people[0], Persona.Responder).Join();
        for (var i = 0; i < Size; i++)
            (await admin.Mutate("defineTeam", new { key = $"team{i}", name = $"Team {i}", memberIds = i == 0 ? people : people[..1] })).Accepted();
        _busy["Team"] = (await admin.Query("{ team(key: \"team0\") { id } }")).GetProperty("team").Text("id");

        var hub = await admin.Register();
        _busy["Service"] = hub.Id;
        var incident = await admin.Declare(new { severityId = "3" });
        _busy["Incident"] = incident.Id;
        for (var i = 0; i < Size; i++)
        {
            var (_, key) = await admin.Register(new { ownerId = "team0" });
            (await admin.Mutate("addDependency", new { serviceId = hub.Key, dependsOnId = key, kind = "HARD" })).Accepted();
            (await admin.Mutate("addDependency", new { serviceId = key, dependsOnId = hub.Key, kind = "SOFT" })).Accepted();
            (await admin.Mutate("setServiceImpact", new { id = incident.Key, serviceId = key, level = "DEGRADED" })).Accepted();
            (await admin.Mutate("addIncidentParticipant", new { id = incident.Key, userId = people[i] })).Accepted();
            (await admin.Mutate("postIncidentUpdate", new { id = incident.Key, audience = "INTERNAL", body = $"Update {i}" })).Accepted();
            (await admin.Mutate("addTask", new { incidentId = incident.Key, title = $"Task {i}", assigneeId = people[i] })).Accepted();
            (await admin.Mutate("recordContributingFactor", new { id = incident.Key, category = "PROCESS", description = $"Factor {i}", serviceId = key })).Accepted();
            (await admin.Mutate("recordWhy", new { id = incident.Key, answer = $"Because {i}" })).Accepted();
            await admin.Declare(new { services = new[] { new { serviceId = hub.Key, level = "DEGRADED" } } });
        }
    }

    private static async Task FillIncidentAsync(GraphQLClient admin, GraphQLClient responder, List<string> keys, int i)
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
    }
}
