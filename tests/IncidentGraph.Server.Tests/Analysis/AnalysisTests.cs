using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Analysis;

public sealed class AnalysisTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Factors_and_whys_show_in_their_incident_as_nodes_and_in_the_timeline(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ravi"), Persona.Responder);
        var (_, service) = await server.As("analysis-admin", Persona.Admin).Register();
        var incident = await client.Declare();
        var links = new[] { new { label = "Graph 😀", url = "https://example.org/g?a=1&b=2" } };

        var factor = (await client.Mutate(
            "recordContributingFactor",
            new { id = incident.Key, category = "CONFIGURATION_DRIFT", description = "The pool was halved", serviceId = service, links },
            "factor { id }"))["factor"].Text("id");
        var root = await Because(client, incident, "Payments timed out");
        var branch = await Because(client, incident, "The pool was empty", root, links);
        await Because(client, incident, "Retries had no limit", root);

        var data = (await client.Query(
            """
            query($factor: ID!, $id: ID!) {
              node(id: $factor) { ... on ContributingFactor { incident { number } } }
              incident(id: $id) {
                contributingFactors { totalCount nodes { id category description service { key } links { label url } recordedBy { displayName } recordedAt } }
                whys { totalCount nodes { id answer parent { id } evidence { url } } }
                timeline(where: { type: { in: [CONTRIBUTING_FACTOR_RECORDED, WHY_RECORDED] } }) {
                  nodes { ... on ContributingFactorRecorded { factor { id } } ... on WhyRecorded { why { answer } } }
                }
              }
            }
            """,
            new { factor, id = incident.Id }));

        Assert.Equal(incident.Number, data.GetProperty("node").GetProperty("incident").Int("number"));
        var shown = data.GetProperty("incident");
        var recorded = shown.GetProperty("contributingFactors").GetProperty("nodes")[0];
        Assert.Equal((factor, service), (recorded.Text("id"), recorded.GetProperty("service").Text("key")));
        Assert.Equal("https://example.org/g?a=1&b=2", recorded.GetProperty("links")[0].Text("url"));
        var whys = shown.GetProperty("whys").GetProperty("nodes");
        Assert.Equal(3, shown.GetProperty("whys").Int("totalCount"));
        Assert.Equal([null, root, root], whys.EnumerateArray().Select(w => w.IsNull("parent") ? null : w.GetProperty("parent").Text("id")));
        Assert.Equal(branch, whys[1].Text("id"));
        Assert.Equal(4, shown.GetProperty("timeline").GetProperty("nodes").GetArrayLength());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_parent_is_a_why_of_the_same_incident(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ravi"), Persona.Responder);
        var (incident, other) = (await client.Declare(), await client.Declare());
        var hidden = await server.As(Arrange.Unique("rosa"), Persona.Responder).Declare(new { isPrivate = true });
        var foreign = await Because(client, other, "Elsewhere");
        var secret = await Because(server.As("analysis-admin", Persona.Admin), hidden, "In secret");

        foreach (var parentId in (string[])[foreign, secret, other.Id, "7", "", "x\0"])
            (await client.Mutate("recordWhy", new { id = incident.Id, parentId, answer = "x" })).Refused("NotFoundError", "parentId");
        (await client.Mutate("recordWhy", new { id = hidden.Id, answer = "x" })).Refused("NotFoundError", "id");
        (await client.Mutate("recordContributingFactor", new { id = hidden.Id, category = "OTHER", description = "x" })).Refused("NotFoundError", "id");
        Assert.True((await client.Query("query($id: ID!) { node(id: $id) { id } }", new { id = secret })).IsNull("node"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_cannot_be_is_refused_by_name(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var incident = await client.Declare();

        Task<Payload> Factor(object fields) => client.Mutate("recordContributingFactor", fields);
        (await Factor(new { id = incident.Id, category = "OTHER", description = "" })).Refused("ValidationError", "description");
        (await Factor(new { id = incident.Id, category = "OTHER", description = new string('x', 10_001) })).Refused("ValidationError", "description");
        (await Factor(new { id = incident.Id, category = "OTHER", description = "x", serviceId = "no-such" })).Refused("NotFoundError", "serviceId");
        (await client.Mutate("recordWhy", new { id = incident.Id, answer = "x\0" })).Refused("ValidationError", "answer");
        (await client.Mutate("recordWhy", new { id = incident.Id, answer = "x", expectedVersion = 7 })).Refused("VersionConflictError", "expectedVersion");
        var many = Enumerable.Repeat(new { label = "x", url = "https://example.org" }, 21);
        (await client.Mutate("recordWhy", new { id = incident.Id, answer = "x", evidence = many })).Refused("ValidationError", "evidence");
        (await client.Mutate("cancelIncident", new { id = incident.Id, reason = "Not ours" })).Accepted();
        (await client.Mutate("recordWhy", new { id = incident.Id, answer = "x" })).Refused("ValidationError", "id");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_longest_texts_and_any_script_come_back_as_they_were(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var incident = await client.Declare();
        var text = string.Concat(Enumerable.Repeat("😀שמ", 2_500));

        Assert.Equal(10_000, text.Length);
        Assert.Equal(text, (await client.Mutate("recordWhy", new { id = incident.Id, answer = text }, "why { answer }"))["why"].Text("answer"));
        Assert.Equal(text, (await client.Mutate(
            "recordContributingFactor", new { id = incident.Id, category = "OTHER", description = text }, "factor { description }"))["factor"].Text("description"));
        Assert.Equal(text, (await client.Mutate("addTimelineNote", new { id = incident.Id, note = text }, "note { note }"))["note"].Text("note"));
    }

    private static async Task<string> Because(GraphQLClient client, Declared incident, string answer, string? parentId = null, object? evidence = null) =>
        (await client.Mutate("recordWhy", new { id = incident.Id, answer, parentId, evidence }, "why { id }"))["why"].Text("id");
}
