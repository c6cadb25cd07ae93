using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>A scene that nobody has touched yet, standing where the mutation can be carried out.</summary>
internal static class Freshness
{
    public static async Task<Scene> Of(string mutation, Stage stage)
    {
        var admin = stage.Cast["admin"];
        var scene = stage[Scene.Free].Copy();
        var isTriage = mutation is "acceptIncident" or "declineIncident";
        scene["Service"] = (await admin.Register()).Id;
        scene["Other service"] = (await admin.Register()).Id;
        var services = mutation is "mitigateIncident" ? new[] { new { serviceId = scene["Service"], level = "MAJOR_OUTAGE" } } : [];
        var incident = await admin.Declare(new { triage = isTriage, severityId = "2", services, isPrivate = mutation is "changeIncidentVisibility" });
        scene["Incident"] = incident.Id;
        scene["Other incident"] = (await admin.Declare()).Id;
        scene["Task"] = await Make(admin, "addTask", new { incidentId = incident.Id, title = "Wait" }, "task");
        if (mutation is "closeIncident" or "reopenIncident")
            (await admin.Mutate("resolveIncident", new { id = incident.Id })).Accepted();
        if (mutation is "unassignIncidentRole")
            (await admin.Mutate("assignIncidentRole", new { id = incident.Id, role = "SCRIBE", userId = "admin" })).Accepted();
        if (mutation.Contains("Postmortem", StringComparison.Ordinal) || mutation.Contains("FollowUp", StringComparison.Ordinal))
            await ReviewAsync(mutation, admin, scene);
        if (mutation is "revokeApiKey")
            scene["ApiKey"] = await Make(admin, "createApiKey", new { name = "New", scopes = new[] { "READ" } }, "apiKey");
        if (mutation is "updateDependency")
            (await admin.Mutate("addDependency", new { serviceId = scene["Service"], dependsOnId = scene["Other service"], kind = "SOFT" })).Accepted();
        return scene;
    }

    /// <summary>A postmortem that has all that a review needs, and a follow-up.</summary>
    private static async Task ReviewAsync(string mutation, GraphQLClient admin, Scene scene)
    {
        (await admin.Mutate("resolveIncident", new { id = scene["Incident"] })).Accepted();
        scene["Unreviewed incident"] = scene["Incident"];
        if (mutation is "startPostmortem")
            return;
        var id = scene["Postmortem"] = await Make(admin, "startPostmortem", new { incidentId = scene["Incident"], ownerId = "admin" }, "postmortem");
        scene["FollowUp"] = await Make(admin, "addFollowUp", new { postmortemId = id, title = "Try releases" }, "followUp");
        var incident = (await admin.Query("query($id: ID!) { incident(id: $id) { timeline(first: 1) { nodes { id } } } }", new { id = scene["Incident"] })).GetProperty("incident");
        scene["Event"] = incident.GetProperty("timeline").GetProperty("nodes")[0].Text("id");
        if (mutation is not "returnPostmortem")
            return;
        (await admin.Mutate("updatePostmortem", new { id, rootCause = "A release", timeline = new[] { new { eventId = scene["Event"] } } })).Accepted();
        (await admin.Mutate("submitPostmortem", new { id })).Accepted();
    }

    private static async Task<string> Make(GraphQLClient admin, string mutation, object input, string result) =>
        (await admin.Mutate(mutation, input, $"{result} {{ id }}"))[result].Text("id");
}
