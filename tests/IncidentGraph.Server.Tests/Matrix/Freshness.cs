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
        scene["Task"] = (await admin.Mutate("addTask", new { incidentId = incident.Id, title = "Wait" }, "task { id }"))["task"].Text("id");
        if (mutation is "closeIncident" or "reopenIncident")
            (await admin.Mutate("resolveIncident", new { id = incident.Id })).Accepted();
        if (mutation is "unassignIncidentRole")
            (await admin.Mutate("assignIncidentRole", new { id = incident.Id, role = "SCRIBE", userId = "admin" })).Accepted();
        if (mutation is "updateDependency")
            (await admin.Mutate("addDependency", new { serviceId = scene["Service"], dependsOnId = scene["Other service"], kind = "SOFT" })).Accepted();
        return scene;
    }
}
