using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Story;

/// <summary>One person of XYZ Corp at a client of their own, working on one incident.</summary>
internal sealed class Colleague(GraphQLClient client)
{
    public const string Incident = "1";

    public static Colleague Of(TestServer server, string name, string role) =>
        new(new GraphQLClient(server.Http, Persona.Token(name.Split(' ')[0].ToLowerInvariant(), role, TimeSpan.FromDays(7), name)));

    public Task<JsonElement> Join() => client.Query("{ viewer { user { handle } } }");

    public Task<JsonElement> Ask(string query, object? variables = null) => client.Query(query, variables);

    /// <summary>What must be accepted.</summary>
    public async Task<JsonElement> Do(string mutation, object input, string selection = "")
    {
        var payload = await client.Mutate(mutation, input, selection);
        return payload.Accepted().Json;
    }

    /// <summary>What must be refused, and by which error.</summary>
    public async Task<JsonElement> CannotYet(string mutation, object input, string error) =>
        (await client.Mutate(mutation, input, errorSelection: "... on GuardUnmetError { blockers { code } }")).Refused(error);

    public Task<JsonElement> Note(string note, DateTimeOffset? occurredAt = null) =>
        Do("addTimelineNote", new { id = Incident, note, occurredAt });

    public Task<JsonElement> Tell(string audience, string body) => Do("postIncidentUpdate", new { id = Incident, audience, body });

    public Task<JsonElement> Assign(string role, string userId, string? handoverNote = null) =>
        Do("assignIncidentRole", new { id = Incident, role, userId, handoverNote });

    /// <summary>The id of a new task.</summary>
    public async Task<string> Delegate(string title, string assigneeId, bool isRequired, DateTimeOffset dueAt)
    {
        var input = new { incidentId = Incident, title, assigneeId, isRequired, dueAt };
        return (await Do("addTask", input, "task { id }")).GetProperty("task").Text("id");
    }

    public Task<JsonElement> Complete(string task, string result, string status = "DONE") =>
        Do("completeTask", new { id = task, status, result });
}
