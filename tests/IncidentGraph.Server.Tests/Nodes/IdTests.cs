using System.Text;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Nodes;

public sealed class IdTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] _noIds =
    [
        "", " ", "nothing", "12345678901234567890123456789", "-1", "∞", "\0", new string('A', 300), "Incident:1", "'; drop table x; --",
        Id("Incident:999999"), Id("Incident:"), Id("Incident:-1"), Id("Incident:1x"), Id("Incident:99999999999999999999"), Id("Martian:1"),
        Id("Event:0"), Id("IncidentUpdate:zz"), Id("Severity:99999999999"), Id("Severity:-1"), Id("User:0"), Id("Automation:999999"), Id("FollowUp:0"), Id("FollowUp:x"), Id(":"),
    ];

    public static TheoryData<DatabaseProvider, string> NoIds()
    {
        var data = new TheoryData<DatabaseProvider, string>();
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
            foreach (var id in _noIds)
                data.Add(provider, id);
        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(NoIds))]
    public async Task An_id_that_names_nothing_finds_nothing_and_does_no_harm(DatabaseProvider provider, string id)
    {
        var server = await servers.On(provider);
        var client = server.As("ids", Persona.Admin);

        var data = await client.Query(
            """
            query($id: ID!) {
              node(id: $id) { id } nodes(ids: [$id, $id]) { id } incident(id: $id) { id } service(id: $id) { id } severity(id: $id) { id }
              team(id: $id) { id } user(id: $id) { id } incidents(where: { id: { eq: $id } }) { totalCount }
              services(where: { id: { in: [$id] } }) { totalCount } users(where: { id: { eq: $id } }) { totalCount }
              teams(where: { id: { eq: $id } }) { totalCount } events(where: { actorId: { eq: $id } }) { nodes { id } }
              followUps(where: { id: { eq: $id } }) { totalCount }
            }
            """,
            new { id });

        foreach (var single in (string[])["node", "incident", "service", "severity", "team", "user"])
            Assert.True(data.IsNull(single), single);
        Assert.All(data.GetProperty("nodes").EnumerateArray(), n => Assert.Equal(JsonValueKind.Null, n.ValueKind));
        foreach (var list in (string[])["incidents", "services", "users", "teams", "followUps"])
            Assert.Equal(0, data.GetProperty(list).Int("totalCount"));
        Assert.Empty(server.Complaints.Lines);
    }

    [SkippableTheory]
    [MemberData(nameof(NoIds))]
    public async Task A_mutation_of_what_is_not_there_says_which_input_is_to_blame(DatabaseProvider provider, string id)
    {
        var server = await servers.On(provider);
        var admin = server.As("ids", Persona.Admin);
        var incident = await admin.Declare();
        var service = await admin.Register();

        (await admin.Mutate("acknowledgeIncident", new { id })).Refused("NotFoundError", "id");
        (await admin.Mutate("mergeIncident", new { id = incident.Id, intoId = id })).Refused("NotFoundError", "intoId");
        (await admin.Mutate("assignIncidentRole", new { id = incident.Id, role = "SCRIBE", userId = id })).Refused("NotFoundError", "userId");
        (await admin.Mutate("changeIncidentSeverity", new { id = incident.Id, severityId = id, reason = "Worse" })).Refused("NotFoundError", "severityId");
        (await admin.Mutate("setServiceImpact", new { id = incident.Id, serviceId = id, level = "DEGRADED" })).Refused("NotFoundError", "serviceId");
        (await admin.Mutate("updateService", new { id, name = "New" })).Refused("NotFoundError", "id");
        (await admin.Mutate("updateService", new { id = service.Id, ownerId = id })).Refused("NotFoundError", "ownerId");
        (await admin.Mutate("addDependency", new { serviceId = service.Id, dependsOnId = id, kind = "HARD" })).Refused("NotFoundError", "dependsOnId");
        (await admin.Mutate("defineTeam", new { key = Arrange.Unique("team"), name = "Team", memberIds = new[] { "ids", id } })).Refused("NotFoundError", "memberIds.1");
        (await admin.Mutate("declareIncident", new { title = "x", severityId = id, symptoms = new[] { "x" } })).Refused("NotFoundError", "severityId");
        (await admin.Mutate("declareIncident", new { title = "x", severityId = "1", services = new[] { new { serviceId = id } } })).Refused("NotFoundError", "services.0.serviceId");
        Assert.Empty(server.Complaints.Lines);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Every_object_is_found_again_by_its_global_id(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var admin = server.As("found-again", Persona.Admin);
        var userId = await admin.Join();
        var (service, other) = (await admin.Register(), await admin.Register());
        var team = (await admin.Mutate("defineTeam", new { key = Arrange.Unique("team"), name = "T" }, "team { id }"))["team"].Text("id");
        var dependency = (await admin.Mutate(
            "addDependency", new { serviceId = service.Id, dependsOnId = other.Id, kind = "HARD" }, "dependency { id }"))["dependency"].Text("id");
        var incident = await admin.Declare(new { services = new[] { new { serviceId = service.Id, level = "DEGRADED" } } });
        var update = (await admin.Mutate(
            "postIncidentUpdate", new { id = incident.Id, audience = "PUBLIC", body = "x" }, "update { id }"))["update"].Text("id");
        var note = (await admin.Mutate("addTimelineNote", new { id = incident.Id, note = "x" }, "note { id }"))["note"].Text("id");
        var more = (await admin.Query(
            "query($n: Int!) { incident(number: $n) { severity { id } serviceImpacts { nodes { id } } } }", new { n = incident.Number }))
            .GetProperty("incident");
        string[] ids =
        [
            userId, service.Id, team, dependency, incident.Id, update, note, more.GetProperty("severity").Text("id"),
            more.GetProperty("serviceImpacts").GetProperty("nodes")[0].Text("id"),
        ];

        var found = (await admin.Query("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", new { ids }))
            .GetProperty("nodes").EnumerateArray().ToList();

        Assert.Equal(ids, found.Select(n => n.Text("id")));
        Assert.Equal(
            ["User", "Service", "Team", "Dependency", "Incident", "IncidentUpdate", "TimelineNoteAdded", "Severity", "ServiceImpact"],
            found.Select(n => n.Text("__typename")));
        foreach (var id in ids)
            Assert.Equal(id, (await admin.Query("query($id: ID!) { node(id: $id) { id } }", new { id })).GetProperty("node").Text("id"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Filters_take_the_human_key_where_they_take_an_id(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var handle = Arrange.Unique("keyed");
        var admin = server.As(handle, Persona.Admin);
        var userId = await admin.Join();
        var (service, other) = (await admin.Register(), await admin.Register());
        var team = Arrange.Unique("team");
        var teamId = (await admin.Mutate("defineTeam", new { key = team, name = "T" }, "team { id }"))["team"].Text("id");
        var incident = await admin.Declare();

        foreach (var (list, type, key, id) in ((string, string, string, string)[])
            [("incidents", "Incident", incident.Key, incident.Id), ("services", "Service", service.Key, service.Id), ("teams", "Team", team, teamId), ("users", "User", handle, userId)])
        {
            var data = await admin.Query(
                $$"""
                query($key: ID!, $id: ID!) {
                  eq: {{list}}(where: { id: { eq: $key } }) { nodes { id } }
                  in: {{list}}(where: { id: { in: [$key, "nothing"] } }) { nodes { id } }
                  both: {{list}}(where: { id: { in: [$key, $id] } }) { nodes { id } }
                  neq: {{list}}(where: { and: [{ id: { neq: $key } }, { id: { in: [$id] } }] }) { nodes { id } }
                  nin: {{list}}(where: { and: [{ id: { nin: [$key, "nothing"] } }, { id: { eq: $id } }] }) { nodes { id } }
                }
                """,
                new { key, id });

            foreach (var found in (string[])["eq", "in", "both"])
                Assert.Equal([id], data.GetProperty(found).GetProperty("nodes").EnumerateArray().Select(n => n.Text("id")));
            foreach (var none in (string[])["neq", "nin"])
                Assert.Empty(data.GetProperty(none).GetProperty("nodes").EnumerateArray());
        }

        var but = await admin.Query(
            "query($keys: [ID!]!, $not: ID!) { services(where: { id: { in: $keys, neq: $not } }) { nodes { key } } }",
            new { keys = new[] { service.Id, other.Id }, not = service.Key });
        Assert.Equal([other.Key], but.GetProperty("services").GetProperty("nodes").EnumerateArray().Select(n => n.Text("key")));
    }

    private static string Id(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
