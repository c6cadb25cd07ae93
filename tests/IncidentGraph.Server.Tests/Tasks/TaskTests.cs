using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Tasks;

public sealed class TaskTests(Servers servers) : IClassFixture<Servers>
{
    private const string Whole = "task { id title description status isRequired assignee { handle } dueAt result completedAt completedBy { displayName } incident { number version } }";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_task_goes_from_open_to_done_and_shows_in_its_incident_and_as_a_node(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ravi"), Persona.Responder);
        var handle = Arrange.Unique("rosa");
        await server.As(handle, Persona.Responder).Join();
        var incident = await client.Declare();

        var added = (await client.Mutate(
            "addTask",
            new { incidentId = incident.Key, title = " Reroute ", description = "All of it", isRequired = true, assigneeId = handle, dueAt = "2999-01-01T00:00:00Z" },
            Whole))["task"];
        var id = added.Text("id");
        Assert.Equal(("Reroute", "OPEN", handle), (added.Text("title"), added.Text("status"), added.GetProperty("assignee").Text("handle")));
        Assert.Equal(incident.Version + 1, added.GetProperty("incident").Int("version"));
        var changed = (await client.Mutate("updateTask", new { id, title = "Reroute payments", assigneeId = (string?)null, dueAt = (string?)null }, Whole))["task"];
        Assert.True(changed.IsNull("assignee") && changed.IsNull("dueAt"));
        Assert.Equal("All of it", changed.Text("description"));
        var done = (await client.Mutate("completeTask", new { id, result = "Rerouted" }, Whole))["task"];
        Assert.Equal(("DONE", "Rerouted"), (done.Text("status"), done.Text("result")));
        Assert.False(done.IsNull("completedAt") || done.IsNull("completedBy"));

        var data = await client.Query(
            """
            query($id: ID!, $incident: ID!) {
              node(id: $id) { ... on Task { title incident { number } } }
              incident(id: $incident) {
                version participants { nodes { handle } } tasks { totalCount nodes { id status } }
                timeline(where: { type: { in: [TASK_ADDED, TASK_UPDATED, TASK_COMPLETED] } }) {
                  nodes {
                    summary ... on TaskAdded { task { id } } ... on TaskUpdated { task { id } changes { field before after } } ... on TaskCompleted { task { result } }
                  }
                }
              }
            }
            """,
            new { id, incident = incident.Id });
        Assert.Equal("Reroute payments", data.GetProperty("node").Text("title"));
        var shown = data.GetProperty("incident");
        Assert.Equal(incident.Version + 3, shown.Int("version"));
        Assert.Equal(handle, shown.GetProperty("participants").GetProperty("nodes")[0].Text("handle"));
        Assert.Equal(1, shown.GetProperty("tasks").Int("totalCount"));
        var events = shown.GetProperty("timeline").GetProperty("nodes");
        Assert.Equal(id, events[0].GetProperty("task").Text("id"));
        Assert.Equal(["title", "assignee", "dueAt"], events[1].GetProperty("changes").EnumerateArray().Select(c => c.Text("field")));
        Assert.Equal("Rerouted", events[2].GetProperty("task").Text("result"));
        Assert.EndsWith($"completed the task \"Reroute payments\" of incident {incident.Number}: Rerouted.", events[2].Text("summary"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Required_tasks_show_as_a_blocker_and_guard_resolution(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var incident = await client.Declare();
        var task = await Added(client, incident, isRequired: true);

        var blockers = (await Resolve(client, incident)).GetProperty("blockers").EnumerateArray().Select(b => b.Text("code"));
        Assert.Equal(["TASKS_OPEN"], blockers);
        var refused = await client.Mutate("resolveIncident", new { id = incident.Id }, "", "... on GuardUnmetError { blockers { kind code } }");
        Assert.Equal("GUARD", refused.Refused("GuardUnmetError").GetProperty("blockers")[0].Text("kind"));
        (await client.Mutate("completeTask", new { id = task, status = "WAIVED" })).Refused("ValidationError", "result");
        (await client.Mutate("completeTask", new { id = task, status = "WAIVED", result = "Not needed" })).Accepted();
        Assert.True((await Resolve(client, incident)).GetProperty("isAllowed").GetBoolean());
        (await client.Mutate("resolveIncident", new { id = incident.Id })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_cannot_be_is_refused_by_name(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var incident = await client.Declare();
        var task = await Added(client, incident);

        (await client.Mutate("addTask", new { incidentId = "999999", title = "x" })).Refused("NotFoundError", "incidentId");
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = " " })).Refused("ValidationError", "title");
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = new string('x', 201) })).Refused("ValidationError", "title");
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = "x\0" })).Refused("ValidationError", "title");
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = "x", assigneeId = "nobody-at-all" })).Refused("NotFoundError", "assigneeId");
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = "x", dueAt = "2020-01-01T00:00:00Z" })).Refused("InvalidTimeError", "dueAt");
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = "x", expectedVersion = 99 })).Refused("VersionConflictError", "expectedVersion");
        foreach (var unknown in (string[])["7", incident.Id, "", "not an id", "x\0"])
        {
            (await client.Mutate("updateTask", new { id = unknown, title = "x" })).Refused("NotFoundError", "id");
            (await client.Mutate("completeTask", new { id = unknown })).Refused("NotFoundError", "id");
        }

        (await client.Mutate("updateTask", new { id = task, title = (string?)null })).Refused("ValidationError", "title");
        (await client.Mutate("completeTask", new { id = task, status = "OPEN" })).Refused("ValidationError", "status");
        (await client.Mutate("completeTask", new { id = task, expectedVersion = incident.Version })).Refused("VersionConflictError", "expectedVersion");
        (await client.Mutate("completeTask", new { id = task })).Accepted();
        (await client.Mutate("completeTask", new { id = task })).Refused("TransitionError", "id");
        (await client.Mutate("cancelIncident", new { id = incident.Id, reason = "Not ours" })).Accepted();
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = "x" })).Refused("ValidationError", "incidentId");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Tasks_of_a_hidden_incident_are_not_found(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var insider = server.As(Arrange.Unique("ravi"), Persona.Responder);
        var foreigner = server.As(Arrange.Unique("eve"), Persona.Responder);
        var hidden = await insider.Declare(new { isPrivate = true });
        var task = await Added(insider, hidden);

        (await foreigner.Mutate("addTask", new { incidentId = hidden.Id, title = "x" })).Refused("NotFoundError", "incidentId");
        (await foreigner.Mutate("updateTask", new { id = task, title = "x", expectedVersion = 99 })).Refused("NotFoundError", "id");
        (await foreigner.Mutate("completeTask", new { id = task })).Refused("NotFoundError", "id");
        Assert.True((await foreigner.Query("query($id: ID!) { node(id: $id) { id } }", new { id = task })).IsNull("node"));
        Assert.False((await insider.Query("query($id: ID!) { node(id: $id) { id } }", new { id = task })).IsNull("node"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_longest_texts_and_any_script_come_back_as_they_were(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var incident = await client.Declare();
        var text = "😀 שלום مرحبا‏ e\u0301 ".TrimEnd() + new string('ß', 9_000);
        text += new string('\u05D0', 10_000 - text.Length);

        var added = await client.Mutate("addTask", new { incidentId = incident.Id, title = "👩‍🚒 שלום", description = text }, "task { id title description }");
        Assert.Equal(("👩‍🚒 שלום", text), (added["task"].Text("title"), added["task"].Text("description")));
        var done = await client.Mutate("completeTask", new { id = added["task"].Text("id"), result = text }, "task { result }");
        Assert.Equal(text, done["task"].Text("result"));
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = "x", description = text + "x" })).Refused("ValidationError", "description");
    }

    private static async Task<string> Added(GraphQLClient client, Declared incident, bool isRequired = false) =>
        (await client.Mutate("addTask", new { incidentId = incident.Id, title = "Reroute", isRequired }, "task { id }"))["task"].Text("id");

    private static async Task<JsonElement> Resolve(GraphQLClient client, Declared incident) =>
        (await client.Query(
            "query($id: ID!) { incident(id: $id) { availableTransitions { action isAllowed blockers { code } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("availableTransitions").EnumerateArray().Single(t => t.Text("action") == "RESOLVE");
}
