using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Incidents;

/// <summary>Everything that changes an incident beside its lifecycle: what it does, and each error it can answer.</summary>
public sealed class IncidentChangeTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_left_out_of_an_update_stays_and_null_clears(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare(new { title = "Old", summary = "Known", customerImpact = "Many", impact = "LOW" });
        const string Selection = "incident { title summary customerImpact impact type symptoms channels { kind name url priority } warRoomUrl version }";

        var after = (await client.Mutate("updateIncident", new
        {
            id = incident.Key,
            title = "  New  ",
            summary = (string?)null,
            type = "DATA",
            symptoms = new[] { "a", "b" },
            warRoomUrl = "https://meet.example/1",
            channels = new[] { new { kind = "slack", name = "#inc", url = (string?)null, priority = 2 }, new { kind = "phone", name = "1", url = (string?)"https://x.example/", priority = 1 } },
        }, Selection))["incident"];

        Assert.Equal("New", after.Text("title"));
        Assert.True(after.IsNull("summary"));
        Assert.Equal("Many", after.Text("customerImpact"));
        Assert.Equal("LOW", after.Text("impact"));
        Assert.Equal(2, after.GetProperty("symptoms").GetArrayLength());
        Assert.Equal(["phone", "slack"], after.GetProperty("channels").EnumerateArray().Select(c => c.Text("kind")));
        Assert.Equal(incident.Version + 1, after.Int("version"));
        (await client.Mutate("updateIncident", new { id = incident.Id, title = (string?)null })).Refused("ValidationError", "title");
        (await client.Mutate("updateIncident", new { id = incident.Id, type = (string?)null })).Refused("ValidationError", "type");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_change_that_changes_nothing_is_accepted_without_an_event(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare(new { title = "Same" });

        var payload = await client.Mutate("updateIncident", new { id = incident.Id, title = "Same" }, "incident { version }");

        Assert.Equal(incident.Version, payload["incident"].Int("version"));
        Assert.Null(payload.Cursor);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Impacts_follow_one_another_and_end(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (admin, client) = (server.As("impacts", Persona.Admin), server.As(Arrange.Unique("ada"), Persona.Responder));
        var (serviceId, key) = await admin.Register();
        var incident = await client.Declare();

        foreach (var (level, status) in ((string?, string)[])[("MAJOR_OUTAGE", "MAJOR_OUTAGE"), ("DEGRADED", "DEGRADED"), (null, "OPERATIONAL")])
        {
            (await client.Mutate("setServiceImpact", new { id = incident.Key, serviceId = key, level })).Accepted();
            Assert.Equal(status, (await client.Query("query($id: ID!) { service(id: $id) { status } }", new { id = serviceId })).GetProperty("service").Text("status"));
        }

        var shown = (await client.Query(
            "query($id: ID!) { incident(id: $id) { serviceImpacts { nodes { level endedAt } } services { edges { current worst until } } } }", new { id = incident.Id }))
            .GetProperty("incident");
        Assert.Equal(["MAJOR_OUTAGE", "DEGRADED"], shown.GetProperty("serviceImpacts").GetProperty("nodes").EnumerateArray().Select(i => i.Text("level")));
        var edge = shown.GetProperty("services").GetProperty("edges")[0];
        Assert.True(edge.IsNull("current"));
        Assert.Equal("MAJOR_OUTAGE", edge.Text("worst"));
        (await client.Mutate("setServiceImpact", new { id = incident.Id, serviceId = key, level = "DEGRADED", at = "2020-01-01T00:00:00Z" })).Refused("InvalidTimeError", "at");
        (await client.Mutate("resolveIncident", new { id = incident.Id })).Accepted();
        (await client.Mutate("setServiceImpact", new { id = incident.Id, serviceId = key, level = "DEGRADED" })).Refused("TransitionError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Roles_and_participants_come_and_go_once(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var handle = Arrange.Unique("bob");
        var userId = await server.As(handle, Persona.Viewer).Join();
        var incident = await client.Declare();
        var one = new { id = incident.Id, role = "SCRIBE", userId = handle };
        const string Existing = "... on AlreadyExistsError { existing { id } }";

        (await client.Mutate("assignIncidentRole", one)).Accepted();
        Assert.Equal(userId, (await client.Mutate("assignIncidentRole", one, errorSelection: Existing)).Refused("AlreadyExistsError", "userId").GetProperty("existing").Text("id"));
        (await client.Mutate("addIncidentParticipant", new { id = incident.Id, userId })).Refused("AlreadyExistsError", "userId");
        (await client.Mutate("removeIncidentParticipant", new { id = incident.Id, userId })).Refused("ValidationError", "userId");
        (await client.Mutate("unassignIncidentRole", one)).Accepted();
        (await client.Mutate("unassignIncidentRole", one)).Refused("NotFoundError", "userId");
        (await client.Mutate("removeIncidentParticipant", new { id = incident.Id, userId })).Accepted();
        (await client.Mutate("removeIncidentParticipant", new { id = incident.Id, userId })).Refused("NotFoundError", "userId");
        (await client.Mutate("addIncidentParticipant", new { id = incident.Key, userId = handle })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Only_publishers_tell_the_public_and_never_of_a_private_incident(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (client, publisher) = (server.As(Arrange.Unique("ada"), Persona.Responder), server.As(Arrange.Unique("pia"), Persona.Publisher));
        var incident = await client.Declare();
        var secret = await publisher.Declare(new { isPrivate = true });

        (await client.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "PUBLIC", body = "x" })).Refused("NotAllowedError");
        (await publisher.Mutate("postIncidentUpdate", new { id = secret.Id, audience = "PUBLIC", body = "x" })).Refused("ValidationError", "audience");
        (await client.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "INTERNAL", body = " " })).Refused("ValidationError", "body");
        var update = (await publisher.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "PUBLIC", body = "We know" }, "update { body status incident { id } }"))["update"];
        Assert.Equal(incident.Id, update.GetProperty("incident").Text("id"));
        var shown = (await client.Query("query($id: ID!) { incident(id: $id) { public: latestUpdate(audience: PUBLIC) { body } internal: latestUpdate(audience: INTERNAL) { body } } }", new { id = incident.Id }))
            .GetProperty("incident");
        Assert.Equal("We know", shown.GetProperty("public").Text("body"));
        Assert.True(shown.IsNull("internal"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_note_stands_in_the_timeline_at_its_own_time(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare();

        var note = (await client.Mutate("addTimelineNote", new { id = incident.Id, note = "First sign", occurredAt = "2026-01-01T00:00:00.123456Z" }, "note { note occurredAt cursor incident { number } }"));

        Assert.Equal("2026-01-01T00:00:00.123Z", note["note"].Text("occurredAt"));
        Assert.Equal(note.Cursor, note["note"].Text("cursor"));
        var timeline = (await client.Query("query($id: ID!) { incident(id: $id) { timeline { nodes { __typename } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes");
        Assert.Equal("TimelineNoteAdded", timeline[0].Text("__typename"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Over_long_unstorable_or_missing_text_names_the_field_and_changes_nothing(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare();
        var head = (await client.Query("{ eventCursor }")).Text("eventCursor");
        string[] symptom = ["x"];
        foreach (var (input, field) in ((object, string)[])
            [
                (new { title = new string('t', 201), symptoms = symptom, severityId = "2" }, "title"), (new { title = "a\0b", symptoms = symptom, severityId = "2" }, "title"),
                (new { title = "", symptoms = symptom, severityId = "2" }, "title"), (new { title = "x", summary = new string('s', 10_001), symptoms = symptom, severityId = "2" }, "summary"),
                (new { title = "x", symptoms = new[] { "ok", " " }, severityId = "2" }, "symptoms.1"), (new { title = "x", symptoms = new[] { new string('s', 501) }, severityId = "2" }, "symptoms.0"),
                (new { title = "x", symptoms = Enumerable.Repeat("x", 51), severityId = "2" }, "symptoms"), (new { title = "x", symptoms = symptom, errorMessages = new[] { "\0" }, severityId = "2" }, "errorMessages.0"),
            ])
            (await client.Mutate("declareIncident", input)).Refused("ValidationError", field);

        (await client.Mutate("addTimelineNote", new { id = incident.Id, note = "x\0" })).Refused("ValidationError", "note");
        (await client.Mutate("changeIncidentVisibility", new { id = incident.Id, isPrivate = true, reason = " " })).Refused("ValidationError", "reason");
        (await client.Mutate("cancelIncident", new { id = incident.Id, reason = new string('r', 2001) })).Refused("ValidationError", "reason");
        (await client.Mutate("changeIncidentSeverity", new { id = incident.Id, severityId = "1", reason = "" })).Refused("ValidationError", "reason");
        Assert.Equal(head, (await client.Query("{ eventCursor }")).Text("eventCursor"));
        Assert.Equal(incident.Version, (await client.Query("query($id: ID!) { incident(id: $id) { version } }", new { id = incident.Id })).GetProperty("incident").Int("version"));
    }

    [Theory]
    [InlineData("""{ "query": "mutation($t: String!) { declareIncident(input: { title: $t, symptoms: [\"x\"], severityId: \"2\" }) { cursor } }", "variables": { "t": "\ud800" } }""")]
    [InlineData("""{ "query": "mutation { declareIncident(input: { title: \"\\ud800\", symptoms: [\"x\"], severityId: \"2\" }) { errors { __typename } } }" }""")]
    public async Task Half_of_a_surrogate_pair_never_gets_in(string body)
    {
        var client = (await servers.On(DatabaseProvider.Sqlite)).As("surrogate", Persona.Responder);

        var answer = await client.SendBody(body);

        if (!answer.Body.TryGetProperty("errors", out _))
            Assert.Equal("ValidationError", answer.Data.GetProperty("declareIncident").GetProperty("errors")[0].Text("__typename"));
        else
            Assert.NotEqual("INTERNAL", answer.RefusalCode);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Long_text_and_every_script_come_back_as_they_went_in(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        const string Scripts = "👩‍🚒🏳️‍🌈 שלום עולם مرحبا \u202Eevil\u202C 日本語 \"quotes\" \\ <b>&amp;</b> '; -- \u00A0e\u0301\r\n\tend";
        var summary = string.Concat(Enumerable.Repeat("0123456789", 1000));

        var incident = await client.Declare(new { title = "🔥 " + new string('é', 190), summary, customerImpact = Scripts });

        var shown = (await client.Query("query($id: ID!) { incident(id: $id) { title summary customerImpact } }", new { id = incident.Id })).GetProperty("incident");
        Assert.Equal("🔥 " + new string('é', 190), shown.Text("title"));
        Assert.Equal(summary, shown.Text("summary"));
        Assert.Equal(Scripts, shown.Text("customerImpact"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_refused_declaration_leaves_no_gap_in_the_numbers(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var first = await client.Declare();
        Assert.False((await client.Mutate("declareIncident", new { title = " " })).IsAccepted);

        Assert.Equal(first.Number + 1, (await client.Declare()).Number);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_viewer_declares_but_does_not_work_on_it(DatabaseProvider provider)
    {
        var viewer = (await servers.On(provider)).As(Arrange.Unique("vic"), Persona.Viewer);
        var incident = await viewer.Declare();

        var shown = (await viewer.Query("query($id: ID!) { incident(id: $id) { availableTransitions { isAllowed blockers { kind } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("availableTransitions");

        Assert.All(shown.EnumerateArray(), t => Assert.False(t.GetProperty("isAllowed").GetBoolean()));
        Assert.All(shown.EnumerateArray(), t => Assert.Contains(t.GetProperty("blockers").EnumerateArray(), b => b.Text("kind") == "RIGHTS"));
    }
}
