using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Loading;

/// <summary>Servers where fifty of everything hang on one person, one team, one service and one incident.</summary>
public sealed class Throng : IAsyncLifetime
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
        var hub = await admin.Register();
        _busy["Service"] = hub.Id;
        var incident = await admin.Declare(new { severityId = "3" });
        _busy["Incident"] = incident.Id;
        for (var i = 0; i < Size; i++)
        {
            var (_, key) = await admin.Register(new { ownerId = "team0" });
            (await admin.Mutate("addDependency", new { serviceId = hub.Key, dependsOnId = key, kind = "HARD" })).Accepted();
            (await admin.Mutate("addDependency", new { serviceId = key, dependsOnId = hub.Key, kind = "SOFT" })).Accepted();
            await WorkAsync(admin, incident, key, people[i]);
            await WorkAsync(admin, await admin.Declare(), hub.Key, people[i]);
        }
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
