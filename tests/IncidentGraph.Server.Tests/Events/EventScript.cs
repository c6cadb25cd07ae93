using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Events;

/// <summary>Causes every type of event at least once, a minute apart, always alike.</summary>
internal sealed class EventScript(TestServer server, FakeTimeProvider clock)
{
    public GraphQLClient Ada { get; } = Person(server, "ada", "Ada Okafor", Persona.Admin);

    /// <summary>Takes part in nothing.</summary>
    public GraphQLClient Stranger { get; } = Person(server, "stranger", "A stranger", Persona.Viewer);

    public async Task Play()
    {
        foreach (var person in (GraphQLClient[])[Ada, Person(server, "bob", "Bob Ferrer", Persona.Responder), Person(server, "cleo", "Cleo Marsh", Persona.Responder), Stranger])
            await person.Join();
        await OrganizeAsync();
        await RespondAsync();
        await WorkAsync();
        await EndAsync();
        await LearnAsync();
        await ReviewAsync();
        await FollowUpAsync();
        await LeaveAsync();
    }

    private async Task OrganizeAsync()
    {
        await Do("inviteUser", new { handle = "dora", displayName = "Dora Lind", email = "dora@xyz.example" });
        await Do("defineTeam", new { key = "payments", name = "Payments", memberIds = new[] { "ada", "bob" } });
        await Do("defineSeverity", new { level = 4, name = "Sev-4", description = "A nuisance that can wait." });
        await Do("registerService", new { key = "checkout", name = "Checkout", ownerId = "payments", tier = 0 });
        await Do("registerService", new { key = "gateway", name = "Payment gateway", isExternal = true });
        await Do("updateService", new { id = "checkout", description = "Takes the orders.", tags = new[] { "web" } });
        await Do("addDependency", new { serviceId = "checkout", dependsOnId = "gateway", kind = "HARD", description = "Cards" });
        await Do("updateDependency", new { serviceId = "checkout", dependsOnId = "gateway", critical = false });
        await Do("removeDependency", new { serviceId = "checkout", dependsOnId = "gateway" });
        await Do("registerService", new { key = "fax", name = "Fax" });
        await Do("retireService", new { id = "fax", reason = "Nobody sends faxes any more." });
    }

    private async Task RespondAsync()
    {
        var gateway = new { serviceId = "gateway", level = "MAJOR_OUTAGE", note = "All cards" };
        await Do("declareIncident", new { title = "Payments fail", symptoms = new[] { "Cards are declined" }, triage = true, impact = "HIGH", urgency = "HIGH", source = "MONITORING", services = new[] { gateway } });
        await Do("acknowledgeIncident", new { id = "1" });
        await Do("acceptIncident", new { id = "1", severityId = "1" });
        await Do("assignIncidentRole", new { id = "1", role = "COMMANDER", userId = "bob" });
        await Do("assignIncidentRole", new { id = "1", role = "COMMANDER", userId = "ada", handoverNote = "The provider knows." });
        await Do("assignIncidentRole", new { id = "1", role = "SCRIBE", userId = "bob" });
        await Do("unassignIncidentRole", new { id = "1", role = "SCRIBE", userId = "bob", handoverNote = "Notes are in the timeline." });
        await Do("addIncidentParticipant", new { id = "1", userId = "cleo" });
        await Do("removeIncidentParticipant", new { id = "1", userId = "cleo" });
    }

    private async Task WorkAsync()
    {
        await Do("updateIncident", new { id = "1", title = "Card payments fail", customerImpact = "Nobody can pay by card." });
        await Do("changeIncidentSeverity", new { id = "1", severityId = "0", reason = "Nobody can pay at all." });
        await Do("setServiceImpact", new { id = "1", serviceId = "checkout", level = "PARTIAL_OUTAGE" });
        await Do("postIncidentUpdate", new { id = "1", audience = "PUBLIC", body = "Card payments fail. We work on it." });
        await Do("addTimelineNote", new { id = "1", note = "Called the provider.", occurredAt = "2026-03-01T09:20:00Z" });
        await Do("correctIncidentTimes", new { id = "1", occurredAt = "2026-03-01T09:05:00Z", reason = "The provider's log says so." });
        await Do("identifyIncident", new { id = "1", suspectedCause = "The provider's certificate has expired." });
        await Do("mitigateIncident", new { id = "1", note = "Traffic goes through the second gateway.", services = new[] { new { serviceId = "checkout", level = "DEGRADED" } } });
    }

    private async Task EndAsync()
    {
        await Do("resolveIncident", new { id = "1", resolution = "The provider renewed its certificate." });
        await Do("closeIncident", new { id = "1", postmortemWaiver = "It is the provider's own." });
        await Do("reopenIncident", new { id = "1", reason = "Payments fail again." });
        await Do("declareIncident", new { title = "Cards are declined", symptoms = new[] { "Calls" }, severityId = "2" });
        await Do("mergeIncident", new { id = "2", intoId = "1" });
        await Do("declareIncident", new { title = "A drill", symptoms = new[] { "None" }, severityId = "3" });
        await Do("cancelIncident", new { id = "3", reason = "The drill is put off." });
        await Do("declareIncident", new { title = "Slow pages", symptoms = new[] { "Slow" }, triage = true });
        await Do("declineIncident", new { id = "4", reason = "The probe was wrong." });
        await Do("declareIncident", new { title = "Leaked key", symptoms = new[] { "A mail" }, severityId = "2" });
        await Do("changeIncidentVisibility", new { id = "5", isPrivate = true, reason = "It names customers." });
    }

    private async Task LearnAsync()
    {
        var task = await Make("addTask", new { incidentId = "1", title = "Watch the certificate", isRequired = true, assigneeId = "bob" }, "task");
        await Do("updateTask", new { id = task, title = "Watch all certificates", assigneeId = "cleo" });
        await Do("completeTask", new { id = task, result = "A probe does it." });
        await Do("completeTask", new { id = await Make("addTask", new { incidentId = "1", title = "Call the bank" }, "task"), status = "WAIVED", result = "The provider does." });
        await Do("recordContributingFactor", new { id = "1", category = "EXTERNAL_SERVICE", description = "Nobody watches the provider's certificate.", serviceId = "gateway" });
        var why = await Make("recordWhy", new { id = "1", answer = "The certificate had expired." }, "why");
        await Do("recordWhy", new { id = "1", parentId = why, answer = "Its renewal was left to one person." });
        await Do("linkIncidents", new { id = "4", targetId = "1", kind = "CAUSED_BY" });
        await Do("createApiKey", new { name = "Deploy pipeline", scopes = new[] { "DECLARE" } });
        var key = await Make("createApiKey", new { name = "Old pipeline", scopes = new[] { "READ" } }, "apiKey");
        await Do("revokeApiKey", new { id = key, reason = "The pipeline is gone." });
    }

    private async Task ReviewAsync()
    {
        await Do("resolveIncident", new { id = "1", resolution = "All is back." });
        var id = await Make("startPostmortem", new { incidentId = "1", ownerId = "bob" }, "postmortem");
        var first = (await Ada.Query("{ incident(number: 1) { timeline(first: 1) { nodes { id } } } }")).GetProperty("incident").GetProperty("timeline").GetProperty("nodes")[0].Text("id");
        await Do("updatePostmortem", new { id, summary = "Cards failed for an hour.", rootCause = "An expired certificate.", lessons = new[] { "Watch what others own." }, timeline = new[] { new { eventId = first, annotation = "Nobody was told." } } });
        await Do("submitPostmortem", new { id });
        await Do("returnPostmortem", new { id, reason = "What about the second gateway?" });
        await Do("submitPostmortem", new { id });
        await Do("approvePostmortem", new { id });
    }

    private async Task FollowUpAsync()
    {
        var postmortemId = (await Ada.Query("{ incident(number: 1) { postmortem { id } } }")).GetProperty("incident").GetProperty("postmortem").Text("id");
        var id = await Make("addFollowUp", new { postmortemId, title = "Watch certificates", priority = "HIGH", ownerId = "cleo" }, "followUp");
        await Do("updateFollowUp", new { id, title = "Watch all certificates", dueAt = "2026-04-01T00:00:00Z" });
        foreach (var step in (string[])["startFollowUp", "completeFollowUp", "verifyFollowUp"])
            await Do(step, new { id });
        await Do("dropFollowUp", new { id = await Make("addFollowUp", new { postmortemId, title = "Change the provider", ownerId = "bob" }, "followUp"), reason = "The contract runs for years." });
        await Do("publishPostmortem", new { id = postmortemId });
        await Do("closePostmortem", new { id = postmortemId });
    }

    private async Task LeaveAsync()
    {
        await DoUntilTheNextSecond("revokeUserTokens", new { userId = "dora", reason = "Her phone was stolen." });
        await DoUntilTheNextSecond("deactivateUser", new { userId = "dora", reason = "She works elsewhere now." });
        await Do("reactivateUser", new { userId = "dora" });
    }

    private static GraphQLClient Person(TestServer server, string handle, string name, string role) => new(server.Http, TestTokens.Mint(
        $"sub-{handle}", claims: new() { ["roles"] = new[] { role }, ["preferred_username"] = handle, ["name"] = name }));

    private async Task Do(string mutation, object input)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        (await Ada.Mutate(mutation, input)).Accepted();
    }

    /// <summary>The same, for what is answered only when the present second is over: once it is in the log, the time is let go on.</summary>
    private async Task DoUntilTheNextSecond(string mutation, object input)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        var before = await Ada.EventCursor();
        var answer = Ada.Mutate(mutation, input);
        while (await Ada.EventCursor() == before && !answer.IsCompleted)
            await Task.Yield();
        clock.Advance(TimeSpan.FromSeconds(2)); // by a minute at once it would have taken too long
        (await answer).Accepted();
        clock.Advance(TimeSpan.FromSeconds(58));
    }

    /// <summary>The same, for the id of what came of it.</summary>
    private async Task<string> Make(string mutation, object input, string result)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        return (await Ada.Mutate(mutation, input, $"{result} {{ id }}"))[result].Text("id");
    }
}
