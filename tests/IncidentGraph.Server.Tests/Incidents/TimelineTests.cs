using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Incidents;

public sealed class TimelineTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_timeline_is_filtered_by_type_audience_time_and_actor(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ravi, paula) = (server.As(Arrange.Unique("ravi"), Persona.Responder), server.As(Arrange.Unique("paula"), Persona.Publisher));
        var paulaId = await paula.Join();
        var incident = await ravi.Declare();
        (await ravi.Mutate("addTimelineNote", new { id = incident.Id, note = "First sign", occurredAt = "2026-01-01T00:00:00Z" })).Accepted();
        (await ravi.Mutate("addTask", new { incidentId = incident.Id, title = "Reroute" })).Accepted();
        (await paula.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "PUBLIC", body = "We are on it" })).Accepted();
        (await paula.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "EXECUTIVE", body = "Two hours" })).Accepted();

        async Task<IEnumerable<string>> Types(object? where) => (await ravi.Query(
            "query($id: ID!, $where: EventFilterInput) { incident(id: $id) { timeline(where: $where) { nodes { type } } } }", new { id = incident.Id, where }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes").EnumerateArray().Select(e => e.Text("type"));

        Assert.Equal(
            ["TIMELINE_NOTE_ADDED", "INCIDENT_DECLARED", "TASK_ADDED", "INCIDENT_UPDATE_POSTED", "INCIDENT_UPDATE_POSTED"], await Types(null));
        Assert.Equal(["TASK_ADDED"], await Types(new { type = new { eq = "TASK_ADDED" } }));
        Assert.Equal(["INCIDENT_UPDATE_POSTED"], await Types(new { audience = new { eq = "PUBLIC" } }));
        Assert.Equal(["TIMELINE_NOTE_ADDED"], await Types(new { occurredAt = new { lte = "2026-01-01T00:00:00Z" } }));
        Assert.Equal(["INCIDENT_UPDATE_POSTED", "INCIDENT_UPDATE_POSTED"], await Types(new { actorId = new { eq = paulaId } }));
        Assert.Equal(
            ["INCIDENT_UPDATE_POSTED"], await Types(new { actorId = new { eq = paulaId }, audience = new { nin = new[] { "PUBLIC" } } }));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_who_name_a_commander_at_once_one_wins_and_the_other_learns_of_it(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var people = new[] { "ravi", "rosa" }.Select(n => Arrange.Unique(n)).Select(h => (Handle: h, Client: server.As(h, Persona.Responder))).ToList();
        foreach (var (_, client) in people)
            await client.Join();
        var incident = await people[0].Client.Declare();

        var answers = await Task.WhenAll(people.Select(p => p.Client.Mutate(
            "assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = p.Handle, expectedVersion = incident.Version },
            "incident { commander { handle } }", "... on VersionConflictError { expectedVersion actualVersion current { ... on Incident { commander { handle } } } }")));

        var winner = Assert.Single(answers, a => a.IsAccepted)["incident"].GetProperty("commander").Text("handle");
        var lost = Assert.Single(answers, a => !a.IsAccepted).Refused("VersionConflictError", "expectedVersion");
        Assert.Equal((incident.Version, incident.Version + 1), (lost.Int("expectedVersion"), lost.Int("actualVersion")));
        Assert.Equal(winner, lost.GetProperty("current").GetProperty("commander").Text("handle"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_who_name_a_commander_at_once_without_a_version_the_second_hands_over_or_may_not(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var people = new[] { "ravi", "rosa" }.Select(n => Arrange.Unique(n)).Select(h => (Handle: h, Client: server.As(h, Persona.Responder))).ToList();
        foreach (var (_, client) in people)
            await client.Join();
        var incident = await people[0].Client.Declare();

        var answers = await Task.WhenAll(people.Select(p => p.Client.Mutate(
            "assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = p.Handle })));

        // Each names themselves: once there is a commander, nobody else may name one.
        Assert.Single(answers, a => a.IsAccepted);
        Assert.Single(answers, a => !a.IsAccepted).Refused("NotAllowedError");
        var roles = (await people[0].Client.Query(
            "query($id: ID!) { incident(id: $id) { roles(includeEnded: true) { role endedAt } } }", new { id = incident.Id })).GetProperty("incident").GetProperty("roles");
        Assert.Single(roles.EnumerateArray(), r => r.Text("role") == "COMMANDER" && r.IsNull("endedAt"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_hand_over_keeps_its_note_with_the_role_and_in_the_timeline(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ravi, rosa) = (Arrange.Unique("ravi"), Arrange.Unique("rosa"));
        var client = server.As(ravi, Persona.Responder);
        await client.Join();
        await server.As(rosa, Persona.Responder).Join();
        var incident = await client.Declare();
        (await client.Mutate("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = ravi })).Accepted();
        (await client.Mutate("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = rosa, handoverNote = "Call the bank at 10 😀" })).Accepted();

        var shown = (await client.Query(
            """
            query($id: ID!) {
              incident(id: $id) {
                commander { handle } roles(includeEnded: true) { user { handle } endedAt handoverNote }
                timeline(where: { type: { eq: INCIDENT_ROLE_ASSIGNED } }, last: 1) { nodes { ... on IncidentRoleAssigned { user { handle } previousUser { handle } handoverNote } } }
              }
            }
            """,
            new { id = incident.Id })).GetProperty("incident");
        Assert.Equal(rosa, shown.GetProperty("commander").Text("handle"));
        Assert.Equal("Call the bank at 10 😀", shown.GetProperty("roles")[0].Text("handoverNote"));
        var told = shown.GetProperty("timeline").GetProperty("nodes")[0];
        Assert.Equal((ravi, rosa, "Call the bank at 10 😀"), (told.GetProperty("previousUser").Text("handle"), told.GetProperty("user").Text("handle"), told.Text("handoverNote")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_change_of_severity_shows_which_roles_are_missing_now(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var handle = Arrange.Unique("ravi");
        var client = server.As(handle, Persona.Responder);
        await client.Join();
        var incident = await client.Declare();

        var changed = await client.Mutate("changeIncidentSeverity", new { id = incident.Id, severityId = "1", reason = "Nobody can pay" }, "incident { missingRoles }");
        Assert.Equal(["COMMANDER", "COMMUNICATIONS_LEAD"], changed["incident"].GetProperty("missingRoles").EnumerateArray().Select(r => r.GetString()));
        var assigned = await client.Mutate("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = handle }, "incident { missingRoles }");
        Assert.Equal(["COMMUNICATIONS_LEAD"], assigned["incident"].GetProperty("missingRoles").EnumerateArray().Select(r => r.GetString()));
        var told = (await client.Query(
            "query($id: ID!) { incident(id: $id) { timeline(where: { type: { eq: INCIDENT_SEVERITY_CHANGED } }) { nodes { summary } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes")[0].Text("summary");
        Assert.Contains("from Sev-2 to Sev-1: Nobody can pay. It now asks for a commander, a communications lead, ", told);
        var resolved = await client.Mutate("resolveIncident", new { id = incident.Id }, "incident { missingRoles }");
        Assert.Empty(resolved["incident"].GetProperty("missingRoles").EnumerateArray());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_exercise_hurts_no_service_and_keeps_none_from_being_retired(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var admin = server.As("timeline-admin", Persona.Admin);
        var (_, key) = await admin.Register();
        var exercise = await admin.Declare(new { isTest = true, services = new[] { new { serviceId = key, level = "MAJOR_OUTAGE" } } });

        var service = (await admin.Query("query($key: String!) { service(key: $key) { status incidents { nodes { number isTest } } } }", new { key })).GetProperty("service");
        Assert.Equal("OPERATIONAL", service.Text("status"));
        Assert.Equal(exercise.Number, service.GetProperty("incidents").GetProperty("nodes")[0].Int("number"));
        (await admin.Mutate("retireService", new { id = key, reason = "Replaced" })).Accepted();
    }
}
