using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Incidents;

public sealed class CorrectionTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_update_and_its_correction_name_each_other(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("paula"), Persona.Publisher);
        var incident = await client.Declare();
        var wrong = await Posted(client, incident, "PUBLIC", "All is lost");

        var right = (await client.Mutate(
            "postIncidentUpdate", new { id = incident.Id, audience = "PUBLIC", body = "Little is lost", correctsId = wrong },
            "update { id corrects { id body } correctedBy { id } }"))["update"];

        Assert.Equal(("All is lost", true), (right.GetProperty("corrects").Text("body"), right.IsNull("correctedBy")));
        var nodes = (await client.Query(
            """
            query($id: ID!) {
              incident(id: $id) {
                updates { nodes { body corrects { id } correctedBy { id body } } }
                timeline(last: 1, where: { audience: { eq: PUBLIC } }) { nodes { summary ... on IncidentUpdatePosted { update { corrects { id } } } } }
              }
            }
            """,
            new { id = incident.Id })).GetProperty("incident");
        Assert.Equal("Little is lost", nodes.GetProperty("updates").GetProperty("nodes")[1].GetProperty("correctedBy").Text("body"));
        var told = nodes.GetProperty("timeline").GetProperty("nodes")[0];
        Assert.EndsWith($"corrected an earlier public update on incident {incident.Number}: Little is lost.", told.Text("summary"));
        Assert.Equal(wrong, told.GetProperty("update").GetProperty("corrects").Text("id"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Only_what_is_there_for_the_same_readers_is_corrected_and_once(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("paula"), Persona.Publisher);
        var (incident, other) = (await client.Declare(), await client.Declare());
        var (own, foreign) = (await Posted(client, incident, "PUBLIC", "x"), await Posted(client, other, "PUBLIC", "y"));
        Task<Payload> Correct(GraphQLClient who, string audience, string correctsId) =>
            who.Mutate("postIncidentUpdate", new { id = incident.Id, audience, body = "z", correctsId });

        foreach (var unknown in (string[])[foreign, incident.Id, "7", "", "x\0"])
            (await Correct(client, "PUBLIC", unknown)).Refused("NotFoundError", "correctsId");
        (await Correct(client, "INTERNAL", own)).Refused("ValidationError", "audience");
        (await Correct(server.As(Arrange.Unique("ravi"), Persona.Responder), "PUBLIC", own)).Refused("NotAllowedError");
        (await Correct(client, "PUBLIC", own)).Accepted();
        (await Correct(client, "PUBLIC", own)).Refused("ValidationError", "correctsId");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_corrected_note_stands_beside_the_wrong_one_and_names_it(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var (incident, other) = (await client.Declare(), await client.Declare());
        async Task<string> Note(Declared about) => (await client.Mutate(
            "addTimelineNote", new { id = about.Id, note = "They called", occurredAt = "2026-01-01T00:00:00Z" }, "note { id }"))["note"].Text("id");
        var (wrong, foreign) = (await Note(incident), await Note(other));

        var right = (await client.Mutate(
            "addTimelineNote", new { id = incident.Id, note = "We called", correctsId = wrong }, "note { id occurredAt summary corrects { id note } }"))["note"];

        Assert.Equal((wrong, "They called"), (right.GetProperty("corrects").Text("id"), right.GetProperty("corrects").Text("note")));
        Assert.Equal("2026-01-01T00:00:00.000Z", right.Text("occurredAt"));
        Assert.EndsWith($"corrected an earlier note on incident {incident.Number}: We called.", right.Text("summary"));
        foreach (var unknown in (string[])[foreign, incident.Id, "7", ""])
            (await client.Mutate("addTimelineNote", new { id = incident.Id, note = "x", correctsId = unknown })).Refused("NotFoundError", "correctsId");
    }

    private static async Task<string> Posted(GraphQLClient client, Declared incident, string audience, string body) =>
        (await client.Mutate("postIncidentUpdate", new { id = incident.Id, audience, body }, "update { id }"))["update"].Text("id");
}
