using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Incidents;

/// <summary>Every step of the lifecycle by its mutation: that it works, and what it answers where it does not.</summary>
public sealed class LifecycleTests(Servers servers) : IClassFixture<Servers>
{
    private const string State = "incident { status version isOpen acknowledgedAt identifiedAt mitigatedAt resolvedAt closedAt reopenedAt acceptedAt declinedAt canceledAt }";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_incident_goes_all_the_way_and_each_step_counts_one_version(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare(new { triage = true, severityId = (string?)null });
        (string Mutation, object Input, string Status)[] steps =
        [
            ("acceptIncident", new { id = incident.Id, severityId = "2" }, "INVESTIGATING"),
            ("identifyIncident", new { id = incident.Key, suspectedCause = "A bad deploy" }, "IDENTIFIED"),
            ("mitigateIncident", new { id = incident.Id, note = "Rolled back" }, "MITIGATED"),
            ("reopenIncident", new { id = incident.Id, reason = "It is back" }, "INVESTIGATING"),
            ("resolveIncident", new { id = incident.Id, resolution = "Fixed" }, "RESOLVED"),
            ("closeIncident", new { id = incident.Id }, "CLOSED"),
            ("reopenIncident", new { id = incident.Id, reason = "Again" }, "INVESTIGATING"),
            ("cancelIncident", new { id = incident.Id, reason = "Enough" }, "CANCELED"),
        ];

        var version = incident.Version;
        foreach (var (mutation, input, status) in steps)
        {
            var payload = await client.Mutate(mutation, input, State);
            Assert.Equal((mutation, status, ++version), (mutation, payload["incident"].Text("status"), payload["incident"].Int("version")));
            Assert.NotNull(payload.Cursor);
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Skipped_steps_are_stamped_and_reopening_clears_them(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare();

        var resolved = (await client.Mutate("resolveIncident", new { id = incident.Id }, State))["incident"];
        var reopened = (await client.Mutate("reopenIncident", new { id = incident.Id, reason = "No" }, State))["incident"];

        foreach (var stamp in (string[])["acknowledgedAt", "identifiedAt", "mitigatedAt", "resolvedAt"])
            Assert.Equal(resolved.Text("resolvedAt"), resolved.Text(stamp));
        foreach (var stamp in (string[])["identifiedAt", "mitigatedAt", "resolvedAt", "closedAt"])
            Assert.True(reopened.IsNull(stamp), stamp);
        Assert.False(reopened.IsNull("reopenedAt"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_forbidden_transition_names_where_it_stands_and_what_would_work(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare(new { triage = true });

        foreach (var (mutation, input) in ((string, object)[])
            [
                ("identifyIncident", new { id = incident.Id, suspectedCause = "x" }), ("mitigateIncident", new { id = incident.Id, note = "x" }),
                ("resolveIncident", new { id = incident.Id }), ("closeIncident", new { id = incident.Id }),
                ("reopenIncident", new { id = incident.Id, reason = "x" }),
            ])
        {
            var error = (await client.Mutate(mutation, input, errorSelection: "... on TransitionError { currentStatus allowed }")).Refused("TransitionError");
            Assert.Equal("TRIAGE", error.Text("currentStatus"));
            Assert.Contains("declineIncident", error.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
        }

        (await client.Mutate("declineIncident", new { id = incident.Id, reason = "False alarm" })).Accepted();
        (await client.Mutate("acceptIncident", new { id = incident.Id, severityId = "1" })).Refused("TransitionError");
        (await client.Mutate("declineIncident", new { id = incident.Id, reason = "x" })).Refused("TransitionError");
        (await client.Mutate("cancelIncident", new { id = incident.Id, reason = "x" })).Refused("TransitionError");
        await UnchangedAsync(client, incident, incident.Version + 1);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_acknowledgement_is_taken_once(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare();
        var payload = await client.Mutate("acknowledgeIncident", new { id = incident.Key }, State);

        Assert.Equal("INVESTIGATING", payload["incident"].Text("status"));
        Assert.False(payload["incident"].IsNull("acknowledgedAt"));
        (await client.Mutate("acknowledgeIncident", new { id = incident.Key })).Refused("TransitionError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Unmet_guards_name_their_blockers(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (admin, handle) = (server.As("guards", Persona.Admin), Arrange.Unique("ada"));
        await server.As(handle, Persona.Responder).Join();
        const string Blockers = "... on GuardUnmetError { blockers { kind code message remedy } }";

        var nothing = (await admin.Mutate("declareIncident", new { title = "x" }, errorSelection: Blockers)).Refused("GuardUnmetError");
        Assert.Equal(["NOTHING_AFFECTED", "SEVERITY_MISSING"], Codes(nothing));
        var triaged = await admin.Declare(new { triage = true, severityId = (string?)null });
        Assert.Equal(["SEVERITY_MISSING"], Codes((await admin.Mutate("acceptIncident", new { id = triaged.Id }, errorSelection: Blockers)).Refused("GuardUnmetError")));
        var incident = await admin.Declare(new { severityId = "1" });
        Assert.Equal(["COMMANDER_MISSING"], Codes((await admin.Mutate("resolveIncident", new { id = incident.Id }, errorSelection: Blockers)).Refused("GuardUnmetError")));
        (await admin.Mutate("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = handle })).Accepted();
        (await admin.Mutate("resolveIncident", new { id = incident.Id })).Accepted();
        Assert.Equal(["POSTMORTEM_MISSING"], Codes((await admin.Mutate("closeIncident", new { id = incident.Id }, errorSelection: Blockers)).Refused("GuardUnmetError")));
        (await admin.Mutate("closeIncident", new { id = incident.Id, postmortemWaiver = "An exercise" })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Only_the_commander_does_what_is_the_commanders(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ada, bob) = (Arrange.Unique("ada"), Arrange.Unique("bob"));
        var (commander, other) = (server.As(ada, Persona.Responder), server.As(bob, Persona.Publisher));
        await commander.Join();
        var incident = await other.Declare(new { severityId = "1" });
        var target = await other.Declare();
        (await other.Mutate("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = ada })).Accepted();
        var version = incident.Version + 1;

        foreach (var (mutation, input) in ((string, object)[])
            [
                ("resolveIncident", new { id = incident.Id }), ("cancelIncident", new { id = incident.Id, reason = "x" }),
                ("mergeIncident", new { id = incident.Id, intoId = target.Id }),
                ("changeIncidentSeverity", new { id = incident.Id, severityId = "3", reason = "x" }),
                ("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = bob }),
                ("unassignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = ada }),
            ])
        {
            var error = (await other.Mutate(mutation, input, errorSelection: "... on NotAllowedError { anyOf }")).Refused("NotAllowedError");
            Assert.Equal(["COMMANDER", "ADMIN"], error.GetProperty("anyOf").EnumerateArray().Select(a => a.GetString()));
        }

        await UnchangedAsync(other, incident, version);
        (await commander.Mutate("changeIncidentSeverity", new { id = incident.Id, severityId = "3", reason = "Milder" })).Accepted();
        (await commander.Mutate("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = bob, handoverNote = "Yours" })).Accepted();
        (await commander.Mutate("cancelIncident", new { id = incident.Id, reason = "x" })).Refused("NotAllowedError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_stale_version_is_told_what_is_there_now(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare();
        (await client.Mutate("addTimelineNote", new { id = incident.Id, note = "x", expectedVersion = incident.Version })).Accepted();

        foreach (var version in (int[])[incident.Version, incident.Version + 5, -1])
        {
            var error = (await client.Mutate(
                "addTimelineNote", new { id = incident.Id, note = "y", expectedVersion = version },
                errorSelection: "... on VersionConflictError { expectedVersion actualVersion current { id ... on Incident { version } } }"))
                .Refused("VersionConflictError", "expectedVersion");
            Assert.Equal((version, incident.Version + 1), (error.Int("expectedVersion"), error.Int("actualVersion")));
            Assert.Equal(incident.Version + 1, error.GetProperty("current").Int("version"));
        }

        await UnchangedAsync(client, incident, incident.Version + 1);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Times_out_of_order_name_their_bounds(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        const string Bounds = "... on InvalidTimeError { notBefore notAfter }";
        var incident = await client.Declare(new { occurredAt = "2026-01-01T10:00:00Z", detectedAt = "2026-01-01T11:00:00Z" });
        var past = "2026-01-01T09:00:00Z";

        var early = (await client.Mutate("acknowledgeIncident", new { id = incident.Id, at = past }, errorSelection: Bounds)).Refused("InvalidTimeError", "at");
        Assert.False(early.IsNull("notBefore"));
        foreach (var (mutation, input) in ((string, object)[])
            [
                ("identifyIncident", new { id = incident.Id, suspectedCause = "x", at = past }), ("mitigateIncident", new { id = incident.Id, note = "x", at = past }),
                ("resolveIncident", new { id = incident.Id, at = "2999-01-01T00:00:00Z" }),
            ])
            (await client.Mutate(mutation, input, errorSelection: Bounds)).Refused("InvalidTimeError", "at");
        (await client.Mutate("declareIncident", new { title = "x", symptoms = new[] { "x" }, severityId = "2", occurredAt = "2026-01-02T00:00:00Z", detectedAt = past }, errorSelection: Bounds))
            .Refused("InvalidTimeError", "occurredAt");
        (await client.Mutate("declareIncident", new { title = "x", symptoms = new[] { "x" }, severityId = "2", detectedAt = "2999-01-01T00:00:00Z" }, errorSelection: Bounds))
            .Refused("InvalidTimeError", "detectedAt");
        (await client.Mutate("addTimelineNote", new { id = incident.Id, note = "x", occurredAt = "2999-01-01T00:00:00Z" })).Refused("InvalidTimeError", "occurredAt");
        (await client.Mutate("correctIncidentTimes", new { id = incident.Id, reason = "x", occurredAt = "2026-01-01T12:00:00Z" }, errorSelection: Bounds))
            .Refused("InvalidTimeError", "occurredAt");
        await UnchangedAsync(client, incident, incident.Version);
        (await client.Mutate("correctIncidentTimes", new { id = incident.Id, reason = "x", occurredAt = "2026-01-01T12:30:00+02:00" })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Merging_into_itself_in_a_circle_or_into_what_is_over_is_refused(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        const string Path = "... on CycleError { path }";
        var (a, b, over) = (await client.Declare(), await client.Declare(), await client.Declare());
        (await client.Mutate("cancelIncident", new { id = over.Id, reason = "x" })).Accepted();

        var self = (await client.Mutate("mergeIncident", new { id = a.Id, intoId = a.Key }, errorSelection: Path)).Refused("CycleError", "intoId");
        Assert.Contains(a.Id, self.GetProperty("path").EnumerateArray().Select(p => p.GetString()));
        (await client.Mutate("mergeIncident", new { id = a.Id, intoId = over.Id })).Refused("TransitionError", "intoId");
        var merged = await client.Mutate("mergeIncident", new { id = a.Key, intoId = b.Key }, "incident { status mergedInto { id } } target { id status }");
        Assert.Equal("MERGED", merged["incident"].Text("status"));
        Assert.Equal(b.Id, merged["incident"].GetProperty("mergedInto").Text("id"));
        Assert.Equal(b.Id, merged["target"].Text("id"));
        var circle = (await client.Mutate("mergeIncident", new { id = b.Id, intoId = a.Id }, errorSelection: Path)).Refused("CycleError", "intoId");
        Assert.Equal([b.Id, a.Id, b.Id], circle.GetProperty("path").EnumerateArray().Select(p => p.GetString()));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_six_commanders_assigned_at_once_each_hands_over_to_the_next(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var handles = Enumerable.Range(0, 6).Select(_ => Arrange.Unique("ada")).ToList();
        foreach (var handle in handles)
            await server.As(handle, Persona.Responder).Join();
        var admin = server.As("assigns", Persona.Admin);
        var incident = await admin.Declare();

        var payloads = await Task.WhenAll(handles.Select(h => admin.Mutate("assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = h })));

        Assert.All(payloads, p => p.Accepted());
        var after = (await admin.Query(
            "query($id: ID!) { incident(id: $id) { version commander { handle } roles(includeEnded: true) { role endedAt user { handle } } } }", new { id = incident.Id }))
            .GetProperty("incident");
        Assert.Equal(incident.Version + handles.Count, after.Int("version"));
        var current = Assert.Single(after.GetProperty("roles").EnumerateArray(), r => r.IsNull("endedAt"));
        Assert.Equal(after.GetProperty("commander").Text("handle"), current.GetProperty("user").Text("handle"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_commanders_assigned_with_the_same_expected_version_one_wins(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var handles = Enumerable.Range(0, 4).Select(_ => Arrange.Unique("ada")).ToList();
        foreach (var handle in handles)
            await server.As(handle, Persona.Responder).Join();
        var admin = server.As("assigns", Persona.Admin);
        var incident = await admin.Declare();

        var payloads = await Task.WhenAll(handles.Select(h => admin.Mutate(
            "assignIncidentRole", new { id = incident.Id, role = "COMMANDER", userId = h, expectedVersion = incident.Version })));

        Assert.Single(payloads, p => p.IsAccepted);
        Assert.All(payloads.Where(p => !p.IsAccepted), p => p.Refused("VersionConflictError", "expectedVersion"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Available_transitions_say_what_mutations_then_do(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare(new { severityId = "1" });

        var shown = (await client.Query(
            "query($id: ID!) { incident(id: $id) { availableTransitions { action mutation to isAllowed requiredInput blockers { kind code } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("availableTransitions").EnumerateArray().ToDictionary(t => t.Text("action"));

        Assert.Equal(10, shown.Count);
        Assert.True(shown["IDENTIFY"].GetProperty("isAllowed").GetBoolean());
        Assert.Equal(["suspectedCause"], shown["IDENTIFY"].GetProperty("requiredInput").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal("COMMANDER_MISSING", shown["RESOLVE"].GetProperty("blockers")[0].Text("code"));
        Assert.Equal("STATUS", shown["CLOSE"].GetProperty("blockers")[0].Text("kind"));
        foreach (var transition in shown.Values.Where(t => t.GetProperty("isAllowed").GetBoolean() && t.GetProperty("requiredInput").GetArrayLength() == 0))
            (await client.Mutate(transition.Text("mutation"), new { id = incident.Id })).Accepted();
    }

    private static IEnumerable<string?> Codes(JsonElement error) =>
        error.GetProperty("blockers").EnumerateArray().Select(b => b.Text("code"));

    private static async Task UnchangedAsync(GraphQLClient client, Declared incident, int version)
    {
        var now = (await client.Query("query($id: ID!) { incident(id: $id) { version } }", new { id = incident.Id })).GetProperty("incident");
        Assert.Equal(version, now.Int("version"));
    }
}
