using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Loading;

/// <summary>One field asked for twice with other arguments gives two answers.</summary>
public sealed class AliasTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task Aliases_of_a_connection_keep_their_arguments_apart()
    {
        var admin = (await servers.On(DatabaseProvider.Sqlite)).As("aliases", Persona.Admin);
        var incident = await admin.Declare();
        (await admin.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "INTERNAL", body = "In" })).Accepted();
        (await admin.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "PUBLIC", body = "Out" })).Accepted();

        var shown = (await admin.Query(
            """
            query($id: ID!) {
              incident(id: $id) {
                in: updates(audience: INTERNAL) { nodes { body } } out: updates(audience: PUBLIC) { nodes { body } }
                all: updates { nodes { body } } one: updates(first: 1) { nodes { body } }
                notes: timeline(where: { type: { eq: TIMELINE_NOTE_ADDED } }) { nodes { type } }
                told: timeline(where: { type: { eq: INCIDENT_UPDATE_POSTED } }) { nodes { type } }
              }
            }
            """,
            new { id = incident.Id })).GetProperty("incident");

        Assert.Equal(["In"], Bodies(shown, "in"));
        Assert.Equal(["Out"], Bodies(shown, "out"));
        Assert.Equal(["Out", "In"], Bodies(shown, "all"));
        Assert.Equal(["Out"], Bodies(shown, "one"));
        Assert.Equal(0, shown.GetProperty("notes").GetProperty("nodes").GetArrayLength());
        Assert.Equal(2, shown.GetProperty("told").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Aliases_of_dependencies_keep_their_kinds_and_depths_apart()
    {
        var admin = (await servers.On(DatabaseProvider.Sqlite)).As("aliases", Persona.Admin);
        var (web, db, cache) = (await admin.Register(), await admin.Register(), await admin.Register());
        (await admin.Mutate("addDependency", new { serviceId = web.Id, dependsOnId = db.Id, kind = "HARD" })).Accepted();
        (await admin.Mutate("addDependency", new { serviceId = db.Id, dependsOnId = cache.Id, kind = "SOFT" })).Accepted();

        var shown = (await admin.Query(
            """
            query($key: String) {
              service(key: $key) {
                near: dependencies { totalCount } far: dependencies(depth: 2) { totalCount } none: dependencies(depth: 2, kind: SOFT) { totalCount }
              }
            }
            """,
            new { key = web.Key })).GetProperty("service");

        Assert.Equal((1, 2, 0), (shown.GetProperty("near").Int("totalCount"), shown.GetProperty("far").Int("totalCount"), shown.GetProperty("none").Int("totalCount")));
    }

    private static IEnumerable<string> Bodies(JsonElement incident, string alias) =>
        incident.GetProperty(alias).GetProperty("nodes").EnumerateArray().Select(u => u.Text("body"));
}
