using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>The follow-ups of a private incident are as hidden as the incident.</summary>
public sealed class HiddenFollowUpTests(Servers servers) : IClassFixture<Servers>
{
    private const string Everywhere =
        """
        query($id: ID!, $event: ID!, $title: String!, $handle: String!) {
          node(id: $id) { id }
          event: node(id: $event) { id }
          followUps(where: { title: { eq: $title } }) { totalCount nodes { id } edges { node { id } } }
          ofIncident: followUps(where: { title: { eq: $title }, incident: { isPrivate: { eq: true } } }) { totalCount }
          mine: user(handle: $handle) { followUps(where: { title: { eq: $title } }) { totalCount nodes { id } } }
        }
        """;

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Foreign_callers_find_them_nowhere_and_cannot_change_them(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));

        foreach (var foreigner in (GraphQLClient[])[stage.Viewer, stage.Foreigner])
        {
            var data = await foreigner.Query(Everywhere, stage.Variables);
            Assert.True(data.IsNull("node"));
            Assert.True(data.IsNull("event"));
            Assert.Equal((0, 0, 0), Totals(data));
            Assert.Empty(data.GetProperty("followUps").GetProperty("nodes").EnumerateArray());
            Assert.Empty(data.GetProperty("mine").GetProperty("followUps").GetProperty("nodes").EnumerateArray());
        }

        (await stage.Foreigner.Mutate("addFollowUp", new { postmortemId = stage.Review.PostmortemId, title = "x" })).Refused("NotFoundError", "postmortemId");
        (await stage.Foreigner.Mutate("addFollowUp", new { postmortemId = stage.Review.Incident.Key, title = "x", expectedVersion = 99 })).Refused("NotFoundError", "postmortemId");
        foreach (var mutation in (string[])["updateFollowUp", "startFollowUp", "completeFollowUp", "verifyFollowUp"])
            (await stage.Foreigner.Mutate(mutation, new { id = stage.Id, expectedVersion = 99 })).Refused("NotFoundError", "id");
        (await stage.Foreigner.Mutate("dropFollowUp", new { id = stage.Id, reason = "x" })).Refused("NotFoundError", "id");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Its_people_and_admins_find_them_everywhere(DatabaseProvider provider)
    {
        var stage = await Stage.SetAsync(await servers.On(provider));

        foreach (var insider in (GraphQLClient[])[stage.Reporter, stage.Admin])
        {
            var data = await insider.Query(Everywhere, stage.Variables);
            Assert.Equal(stage.Id, data.GetProperty("node").Text("id"));
            Assert.False(data.IsNull("event"));
            Assert.Equal((1, 1, 1), Totals(data));
        }
    }

    private static (int All, int OfIncident, int Mine) Totals(JsonElement data) => (
        data.GetProperty("followUps").Int("totalCount"),
        data.GetProperty("ofIncident").Int("totalCount"),
        data.GetProperty("mine").GetProperty("followUps").Int("totalCount"));

    private sealed record Stage(TestServer Server, GraphQLClient Reporter, Review Review, string Id, object Variables)
    {
        public GraphQLClient Viewer { get; } = Server.As(Arrange.Unique("viewer"), Persona.Viewer);

        public GraphQLClient Foreigner { get; } = Server.As(Arrange.Unique("foreigner"), Persona.Publisher);

        public GraphQLClient Admin { get; } = Server.As("stage-admin", Persona.Admin);

        public static async Task<Stage> SetAsync(TestServer server)
        {
            var handle = Arrange.Unique("reporter");
            var reporter = server.As(handle, Persona.Responder);
            var review = await reporter.Review(new { isPrivate = true });
            var title = Arrange.Unique("Secret");
            var id = await reporter.FollowUp(review, new { title, ownerId = handle });
            var told = (await reporter.Query(
                "query($n: Int!) { incident(number: $n) { timeline(last: 1) { nodes { id type } } } }", new { n = review.Incident.Number }))
                .GetProperty("incident").GetProperty("timeline").GetProperty("nodes")[0];
            Assert.Equal("FOLLOW_UP_ADDED", told.Text("type"));
            return new Stage(server, reporter, review, id, new { id, @event = told.Text("id"), title, handle });
        }
    }
}
