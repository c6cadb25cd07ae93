using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Nodes;

/// <summary>A private incident does not exist for those who may not know of it, wherever they look.</summary>
public sealed class HiddenIncidentTests(Servers servers) : IClassFixture<Servers>
{
    private const string Everywhere =
        """
        query($id: ID!, $number: Int!, $impact: ID!, $update: ID!, $event: ID!, $service: String!, $related: Int!) {
          node(id: $id) { id }
          parts: nodes(ids: [$id, $impact, $update, $event]) { id }
          byId: incident(id: $id) { id }
          byNumber: incident(number: $number) { id }
          incidents(where: { number: { eq: $number } }) { totalCount nodes { id } edges { node { id } } }
          service(key: $service) { status incidents { totalCount nodes { id } } }
          related: incident(number: $related) { mergedInto { id } }
          events(last: 100, where: { incident: { number: { eq: $number } } }) { nodes { __typename summary incident { id } } }
        }
        """;

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Foreign_callers_find_it_nowhere(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));

        foreach (var foreigner in (GraphQLClient[])[stage.Viewer, stage.Foreigner])
        {
            var data = await foreigner.Query(Everywhere, stage.Variables);
            Assert.True(data.IsNull("node"));
            Assert.All(data.GetProperty("parts").EnumerateArray(), part => Assert.Equal(JsonValueKind.Null, part.ValueKind));
            Assert.True(data.IsNull("byId"));
            Assert.True(data.IsNull("byNumber"));
            Assert.Equal(0, data.GetProperty("incidents").Int("totalCount"));
            Assert.Empty(data.GetProperty("incidents").GetProperty("nodes").EnumerateArray());
            Assert.Equal(0, data.GetProperty("service").GetProperty("incidents").Int("totalCount"));
            Assert.Empty(data.GetProperty("service").GetProperty("incidents").GetProperty("nodes").EnumerateArray());
            Assert.True(data.GetProperty("related").IsNull("mergedInto"));
            Assert.Empty(data.GetProperty("events").GetProperty("nodes").EnumerateArray());
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Reporter_participant_and_admin_find_it_everywhere(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));

        foreach (var insider in (GraphQLClient[])[stage.Reporter, stage.Participant, stage.Admin])
        {
            var data = await insider.Query(Everywhere, stage.Variables);
            Assert.False(data.IsNull("node"));
            Assert.All(data.GetProperty("parts").EnumerateArray(), part => Assert.Equal(JsonValueKind.Object, part.ValueKind));
            Assert.Equal(1, data.GetProperty("incidents").Int("totalCount"));
            Assert.Single(data.GetProperty("service").GetProperty("incidents").GetProperty("nodes").EnumerateArray());
            Assert.False(data.GetProperty("related").IsNull("mergedInto"));
            Assert.NotEmpty(data.GetProperty("events").GetProperty("nodes").EnumerateArray());
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task It_hurts_no_service_in_anybodys_eyes(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));

        foreach (var anybody in (GraphQLClient[])[stage.Foreigner, stage.Participant, stage.Admin])
            Assert.Equal("OPERATIONAL", (await anybody.Query(Everywhere, stage.Variables)).GetProperty("service").Text("status"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Mutations_of_foreign_callers_do_not_find_it_as_target(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));
        var own = await stage.Foreigner.Declare();

        foreach (var id in (string[])[stage.Hidden.Id, stage.Hidden.Key])
        {
            (await stage.Foreigner.Mutate("acknowledgeIncident", new { id })).Refused("NotFoundError", "id");
            (await stage.Foreigner.Mutate("addTimelineNote", new { id, note = "I was here" })).Refused("NotFoundError", "id");
            (await stage.Foreigner.Mutate("resolveIncident", new { id, expectedVersion = 999 })).Refused("NotFoundError", "id");
            (await stage.Foreigner.Mutate("mergeIncident", new { id = own.Id, intoId = id })).Refused("NotFoundError", "intoId");
            (await stage.Foreigner.Mutate("mergeIncident", new { id, intoId = own.Id })).Refused("NotFoundError", "id");
        }

        (await stage.Participant.Mutate("acknowledgeIncident", new { id = stage.Hidden.Key })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Turning_private_leaves_foreign_callers_a_withdrawal_and_nothing_else(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var reporter = server.As(Arrange.Unique("reporter"), Persona.Responder);
        var incident = await reporter.Declare();
        (await reporter.Mutate("changeIncidentVisibility", new { id = incident.Key, isPrivate = true, reason = "Names customers" })).Accepted();

        var data = await server.As(Arrange.Unique("foreigner"), Persona.Responder).Query(
            """
            query($number: Int!) {
              incident(number: $number) { id }
              events(last: 100, where: { incident: { number: { eq: $number } } }) {
                nodes { __typename type summary incident { id } actor { displayName } }
              }
            }
            """,
            new { number = incident.Number });

        Assert.True(data.IsNull("incident"));
        var only = Assert.Single(data.GetProperty("events").GetProperty("nodes").EnumerateArray());
        Assert.Equal("IncidentWithdrawn", only.Text("__typename"));
        Assert.Equal("INCIDENT_WITHDRAWN", only.Text("type"));
        Assert.DoesNotContain("customers", only.Text("summary"));
        Assert.True(only.IsNull("incident"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_takes_part_no_more_loses_sight_of_it_at_once(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));

        (await stage.Reporter.Mutate("removeIncidentParticipant", new { id = stage.Hidden.Id, userId = stage.ParticipantHandle })).Accepted();

        Assert.True((await stage.Participant.Query(Everywhere, stage.Variables)).IsNull("node"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_retired_service_does_not_tell_of_it(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));

        (await stage.Admin.Mutate("retireService", new { id = stage.ServiceKey, reason = "Replaced" })).Accepted();
    }

    /// <summary>A private incident with an impact and an update, and a public one that was merged into it.</summary>
    private sealed record Stage(
        TestServer Server, GraphQLClient Reporter, GraphQLClient Participant, string ParticipantHandle, Declared Hidden, string ServiceKey, object Variables)
    {
        public GraphQLClient Viewer { get; } = Server.As(Arrange.Unique("viewer"), Persona.Viewer);

        public GraphQLClient Foreigner { get; } = Server.As(Arrange.Unique("foreigner"), Persona.Publisher);

        public GraphQLClient Admin { get; } = Server.As("stage-admin", Persona.Admin);

        public static async Task<Stage> SetAsync(TestServer server)
        {
            var admin = server.As("stage-admin", Persona.Admin);
            var reporter = server.As(Arrange.Unique("reporter"), Persona.Responder);
            var handle = Arrange.Unique("participant");
            var participant = server.As(handle, Persona.Responder);
            await participant.Join();
            var service = await admin.Register();
            var hidden = await reporter.Declare(new
            {
                isPrivate = true,
                services = new[] { new { serviceId = service.Key, level = "MAJOR_OUTAGE" } },
            });
            (await reporter.Mutate("addIncidentParticipant", new { id = hidden.Id, userId = handle })).Accepted();
            var update = (await reporter.Mutate(
                "postIncidentUpdate", new { id = hidden.Id, audience = "INTERNAL", body = "Keep quiet" }, "update { id }"))["update"];
            var related = await reporter.Declare();
            (await reporter.Mutate("mergeIncident", new { id = related.Id, intoId = hidden.Id })).Accepted();
            var parts = (await admin.Query(
                "query($id: ID!) { incident(id: $id) { serviceImpacts { nodes { id } } timeline { nodes { id } } } }", new { id = hidden.Id }))
                .GetProperty("incident");
            return new Stage(server, reporter, participant, handle, hidden, service.Key, new
            {
                id = hidden.Id,
                number = hidden.Number,
                impact = parts.GetProperty("serviceImpacts").GetProperty("nodes")[0].Text("id"),
                update = update.Text("id"),
                @event = parts.GetProperty("timeline").GetProperty("nodes")[0].Text("id"),
                service = service.Key,
                related = related.Number,
            });
        }
    }
}
