using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Loading;

/// <summary>Servers where fifty of everything hang on one person, one team, one service and one incident.</summary>
public sealed class Throng : IAsyncLifetime
{
    private const int Size = 50;

    private readonly Servers _servers = new(("GraphQL:MaxCost", "1000000000"), ("GraphQL:CostBudget", "1000000000")); // pages of pages are asked for
    private readonly HashSet<DatabaseProvider> _filled = [];
    private readonly Dictionary<string, string> _busy = new(StringComparer.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _servers.DisposeAsync();

    /// <summary>Skips the test, with the reason, where the database is not to be had.</summary>
    public async Task<TestServer> On(DatabaseProvider provider)
    {
        var server = await _servers.On(provider);
        if (_filled.Add(provider))
            await FillAsync(server, server.As("throng", Persona.Admin));
        return server;
    }

    /// <summary>The one object of a type that has fifty of everything; ids are alike on all databases.</summary>
    public string Busy(string type) => _busy.TryGetValue(type, out var id)
        ? id
        : throw new InvalidOperationException($"{type} has a connection: arrange one with {Size} of everything in {nameof(Throng)}.");

    private async Task FillAsync(TestServer server, GraphQLClient admin)
    {
        var people = await PeopleAsync(server, admin);
        var hub = await admin.Register(new { key = "hub" }); // before "service…", so that a short page shows it too
        _busy["Service"] = hub.Id;
        var incident = await admin.Declare(new { severityId = "3" });
        _busy["Incident"] = incident.Id;
        for (var i = 0; i < Size; i++)
        {
            var (_, key) = await admin.Register(new { ownerId = "team0" });
            (await admin.Mutate("addDependency", new { serviceId = hub.Key, dependsOnId = key, kind = "HARD" })).Accepted();
            (await admin.Mutate("addDependency", new { serviceId = key, dependsOnId = hub.Key, kind = "SOFT" })).Accepted();
            await WorkAsync(admin, incident, key, people[i]);
            var other = await admin.Declare();
            await WorkAsync(admin, other, hub.Key, people[i]);
            await ReviewAsync(admin, other, people[i]);
            (await admin.Mutate("createApiKey", new { name = $"Key {i}", scopes = new[] { "READ" } })).Accepted();
        }

        var id = _busy["Postmortem"] = await ReviewAsync(admin, incident, people[0]);
        var events = (await admin.Query("query($id: ID!) { incident(id: $id) { timeline(first: 50) { nodes { id } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes").EnumerateArray().Select(e => new { eventId = e.Text("id") }).ToList();
        (await admin.Mutate("updatePostmortem", new { id, participantIds = people, timeline = events })).Accepted();
        for (var i = 1; i < Size; i++)
            (await admin.Mutate("addFollowUp", new { postmortemId = id, title = $"Improve {i}", ownerId = people[0] })).Accepted();
    }

    private static async Task<string> ReviewAsync(GraphQLClient admin, Declared incident, string owner)
    {
        (await admin.Mutate("resolveIncident", new { id = incident.Id })).Accepted();
        var id = (await admin.Mutate("startPostmortem", new { incidentId = incident.Id, ownerId = owner }, "postmortem { id }"))["postmortem"].Text("id");
        (await admin.Mutate("addFollowUp", new { postmortemId = id, title = "Improve", ownerId = owner })).Accepted();
        return id;
    }

    private async Task<IReadOnlyList<string>> PeopleAsync(TestServer server, GraphQLClient admin)
    {
        var people = Enumerable.Range(0, Size).Select(i => $"person{i}").ToList();
        foreach (var person in people)
            await server.As(person, Persona.Responder).Join();
        _busy["User"] = await server.As(people[0], Persona.Responder).Join();
        for (var i = 0; i < Size; i++)
            (await admin.Mutate("defineTeam", new { key = $"team{i}", name = $"Team {i}", memberIds = i == 0 ? people : people[..1] })).Accepted();
        _busy["Team"] = (await admin.Query("{ team(key: \"team0\") { id } }")).GetProperty("team").Text("id");
        return people;
    }

    private static async Task WorkAsync(GraphQLClient admin, Declared incident, string service, string person)
    {
        var id = incident.Id;
        (await admin.Mutate("setServiceImpact", new { id, serviceId = service, level = "DEGRADED" })).Accepted();
        (await admin.Mutate("assignIncidentRole", new { id, role = "RESPONDER", userId = person })).Accepted();
        (await admin.Mutate("postIncidentUpdate", new { id, audience = "INTERNAL", body = "We look" })).Accepted();
        (await admin.Mutate("addTask", new { incidentId = id, title = "Look", assigneeId = person })).Accepted();
        (await admin.Mutate("recordContributingFactor", new { id, category = "PROCESS", description = "Haste", serviceId = service })).Accepted();
        (await admin.Mutate("recordWhy", new { id, answer = "Because" })).Accepted();
    }
}
