using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>A fixture: for each kind of database a server where the same is arranged once for all cases.</summary>
public sealed class Stages : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private readonly Dictionary<DatabaseProvider, Stage> _stages = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _servers.DisposeAsync();

    /// <summary>Skips the test, with the reason, where the database is not to be had.</summary>
    internal async Task<Stage> On(DatabaseProvider provider)
    {
        var server = await _servers.On(provider);
        return _stages.TryGetValue(provider, out var stage) ? stage : _stages[provider] = await Stage.SetAsync(server);
    }
}

/// <summary>The cast, and one scene for each relation that they can have to an object.</summary>
internal sealed class Stage
{
    /// <summary>Stands in every text of the private scene: whoever reads it anywhere has seen too much.</summary>
    public const string Secret = "Quicksilver";

    private const string Team = "crew";

    private readonly Dictionary<string, Scene> _scenes = new(StringComparer.Ordinal);
    private readonly GraphQLClient _admin;

    private Stage(TestServer server)
    {
        Server = server;
        Cast = new Cast(server);
        _admin = Cast["admin"];
    }

    public TestServer Server { get; }

    public Cast Cast { get; }

    public Scene this[string name] => _scenes[name];

    public static async Task<Stage> SetAsync(TestServer server)
    {
        var stage = new Stage(server);
        await stage.Cast.Join();
        await stage.DoAsync("defineTeam", new { key = Team, name = "Crew", memberIds = new[] { "member" } }, "team");
        foreach (var name in Scene.Names)
            stage._scenes[name] = await stage.ArrangeAsync(new Scene(name));
        return stage;
    }

    private static string Text(Scene scene, string text) => scene.IsPrivate ? $"{text} {Secret}" : text;

    private async Task<Scene> ArrangeAsync(Scene scene)
    {
        var owner = scene.Name == Scene.Led ? Team : null;
        scene["Team"] = (await _admin.Query("query($key: String) { team(key: $key) { id } }", new { key = Team })).GetProperty("team").Text("id");
        scene["User"] = await Cast["responder"].Join();
        scene["Leaving user"] = await DoAsync("inviteUser", new { handle = Arrange.Unique("leaver"), displayName = "Leaver" }, "user");
        scene["Service"] = (await _admin.Register(new { ownerId = owner, tags = new[] { "web" } })).Id;
        scene["Other service"] = (await _admin.Register(new { ownerId = owner })).Id;
        scene["Unneeded service"] = (await _admin.Register()).Id;
        scene["Dependency"] = await DoAsync(
            "addDependency", new { serviceId = scene["Service"], dependsOnId = scene["Other service"], kind = "HARD" }, "dependency");
        scene["Incident"] = await ArrangeIncidentAsync(scene, "An outage");
        scene["Number"] = await NumberAsync(scene["Incident"]);
        scene["Other incident"] = await ArrangeIncidentAsync(scene, "Another outage");
        await DoAsync("linkIncidents", new { id = scene["Incident"], targetId = scene["Other incident"], kind = "RELATED" }, "incident");
        scene["Task"] = await DoAsync("addTask", new { incidentId = scene["Incident"], title = Text(scene, "Call the provider") }, "task");
        scene["ApiKey"] = await DoAsync("createApiKey", new { name = "Deploy pipeline", scopes = new[] { "READ" } }, "apiKey");
        scene["Reviewed incident"] = await ArrangeIncidentAsync(scene, "An outage that is over", severity: "3");
        scene["Reviewed number"] = await NumberAsync(scene["Reviewed incident"]);
        scene["Unreviewed incident"] = await ArrangeIncidentAsync(scene, "An outage that is over too", severity: "3");
        foreach (var id in (string[])[scene["Reviewed incident"], scene["Unreviewed incident"]])
            await DoAsync("resolveIncident", new { id }, "incident");
        await ReviewAsync(scene);
        scene["Merged incident"] = await ArrangeIncidentAsync(scene, "The same outage");
        await DoAsync("mergeIncident", new { id = scene["Merged incident"], intoId = scene["Other incident"] }, "incident");
        return scene;
    }

    private async Task ReviewAsync(Scene scene)
    {
        var id = scene["Postmortem"] = await DoAsync("startPostmortem", new { incidentId = scene["Reviewed incident"] }, "postmortem");
        scene["Event"] = (await _admin.Query("query($id: ID!) { incident(id: $id) { timeline(first: 1) { nodes { id } } } }", new { id = scene["Reviewed incident"] }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes")[0].Text("id");
        await DoAsync("updatePostmortem", new
        {
            id,
            summary = Text(scene, "It was slow"),
            timeline = new[] { new { eventId = scene["Event"], annotation = Text(scene, "Here it began") } },
        }, "postmortem");
        scene["FollowUp"] = await DoAsync("addFollowUp", new { postmortemId = id, title = Text(scene, "Measure it"), ownerId = "participant" }, "followUp");
        // It stays a draft, whoever tries to submit it: what each may do then depends on nobody before.
        await DoAsync("reopenIncident", new { id = scene["Reviewed incident"], reason = Text(scene, "Slow again") }, "incident");
    }

    private async Task<string> ArrangeIncidentAsync(Scene scene, string title, string severity = "1")
    {
        var reporter = scene.IsPrivate ? Cast["reporter"] : _admin;
        var id = (await reporter.Declare(new
        {
            title = Text(scene, title),
            isPrivate = scene.IsPrivate,
            severityId = severity,
            services = new[] { new { serviceId = scene["Service"], level = "DEGRADED", note = Text(scene, "Slow") } },
        })).Id;
        if (scene.Name != Scene.Free)
            await DoAsync("assignIncidentRole", new { id, role = "COMMANDER", userId = "commander", handoverNote = Text(scene, "Yours") }, "incident");
        if (scene.IsPrivate)
            await DoAsync("addIncidentParticipant", new { id, userId = "participant" }, "incident");
        var update = await DoAsync("postIncidentUpdate", new { id, audience = "INTERNAL", body = Text(scene, "We look") }, "update");
        await DoAsync("postIncidentUpdate", new { id, audience = "INTERNAL", body = Text(scene, "We act"), correctsId = update }, "update");
        await DoAsync("addTimelineNote", new { id, note = Text(scene, "Seen") }, "note");
        await DoAsync("addTask", new { incidentId = id, title = Text(scene, "Restart it") }, "task");
        await DoAsync("recordContributingFactor", new { id, category = "CODE_CHANGE", description = Text(scene, "A release") }, "factor");
        var why = await DoAsync("recordWhy", new { id, answer = Text(scene, "It was slow") }, "why");
        await DoAsync("recordWhy", new { id, parentId = why, answer = Text(scene, "Nobody had measured it") }, "why");
        return id;
    }

    private async Task<string> NumberAsync(string incident) =>
        (await _admin.Query("query($id: ID!) { incident(id: $id) { number } }", new { id = incident })).GetProperty("incident").Int("number").ToString();

    /// <summary>The admin does it; answers the id of what came of it.</summary>
    private async Task<string> DoAsync(string mutation, object input, string result) =>
        (await _admin.Mutate(mutation, input, $"{result} {{ id }}"))[result].Text("id");
}
