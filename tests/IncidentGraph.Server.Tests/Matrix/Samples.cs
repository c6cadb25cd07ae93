using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>The smallest valid input of each mutation, for the objects of one scene. Who sends it twice does no harm to the rights.</summary>
internal static class Samples
{
    /// <param name="mutation">Its name; behind a colon the variant, when its rights depend on the input.</param>
    /// <param name="scene">Whose objects it names.</param>
    public static object Of(string mutation, Scene scene) =>
        OfIncident(mutation, scene) ?? OfReview(mutation, scene) ?? OfCatalog(mutation, scene)
            ?? throw new InvalidOperationException($"{mutation} is new: add its smallest valid input to {nameof(Samples)}.");

    private static object? OfIncident(string mutation, Scene scene)
    {
        var id = scene["Incident"];
        return mutation switch
        {
            "declareIncident" => new { title = "An outage", symptoms = new[] { "No answer" }, severityId = "2" },
            "acceptIncident" => new { id, severityId = "1" },
            "declineIncident" => new { id, reason = "A false alarm" },
            "acknowledgeIncident" => new { id },
            "identifyIncident" => new { id, suspectedCause = "A bad deploy" },
            "mitigateIncident" => new { id, note = "Rolled back" },
            "resolveIncident" => new { id },
            "closeIncident" => new { id, postmortemWaiver = "An exercise" },
            "reopenIncident" => new { id, reason = "It is back" },
            "mergeIncident" => new { id, intoId = scene["Other incident"] },
            "cancelIncident" => new { id, reason = "Not ours" },
            "changeIncidentSeverity" => new { id, severityId = "1", reason = "As it was" },
            "updateIncident" => new { id, impact = "HIGH" },
            "correctIncidentTimes" => new { id, reason = "By the logs", occurredAt = "2026-01-01T00:00:00Z" },
            "changeIncidentVisibility" => new { id, isPrivate = scene.IsPrivate, reason = "As it was" },
            "addIncidentParticipant" => new { id, userId = "admin" },
            "removeIncidentParticipant" => new { id, userId = "commander" },
            "setServiceImpact" => new { id, serviceId = scene["Service"], level = "DEGRADED" },
            "assignIncidentRole" => new { id, role = "SCRIBE", userId = "admin" },
            "unassignIncidentRole" => new { id, role = "SCRIBE", userId = "admin" },
            "postIncidentUpdate" => new { id, audience = "INTERNAL", body = "We look" },
            "postIncidentUpdate:PUBLIC" => new { id, audience = "PUBLIC", body = "We look" },
            "addTimelineNote" => new { id, note = "Seen" },
            "recordContributingFactor" => new { id, category = "CODE_CHANGE", description = "A release" },
            "recordWhy" => new { id, answer = "Nobody had tried it" },
            "linkIncidents" => new { id, targetId = scene["Other incident"], kind = "RELATED" },
            "addTask" => new { incidentId = id, title = "Call the provider" },
            "updateTask" => new { id = scene["Task"], title = "Call the provider again" },
            "completeTask" => new { id = scene["Task"] },
            _ => null,
        };
    }

    private static object? OfReview(string mutation, Scene scene)
    {
        var (id, followUp) = (scene["Postmortem"], scene["FollowUp"]);
        return mutation switch
        {
            "startPostmortem" => new { incidentId = scene["Unreviewed incident"] },
            "updatePostmortem" => new { id, rootCause = "A release that nobody had tried" },
            "submitPostmortem" or "approvePostmortem" or "publishPostmortem" or "closePostmortem" => new { id },
            "returnPostmortem" => new { id, reason = "Too short" },
            "addFollowUp" => new { postmortemId = id, title = "Try releases" },
            "updateFollowUp" => new { id = followUp, title = "Try each release" },
            "startFollowUp" or "completeFollowUp" or "verifyFollowUp" => new { id = followUp },
            "dropFollowUp" => new { id = followUp, reason = "Not worth it" },
            _ => null,
        };
    }

    private static object? OfCatalog(string mutation, Scene scene)
    {
        var (id, other) = (scene["Service"], scene["Other service"]);
        return mutation switch
        {
            "registerService" => new { key = Arrange.Unique("sample"), name = "Sample", ownerId = scene.Name == Scene.Led ? "crew" : null },
            "updateService" => new { id, tier = 1 },
            "retireService" => new { id = other, reason = "Replaced" },
            "addDependency" => new { serviceId = id, dependsOnId = other, kind = "HARD" },
            "updateDependency" => new { serviceId = id, dependsOnId = other, kind = "HARD" },
            "removeDependency" => new { serviceId = id, dependsOnId = scene["Unneeded service"] },
            "defineSeverity" => new { level = 4, name = "Sev-4", description = "A nuisance" },
            "defineTeam" => new { key = "others", name = "Others" },
            "createStreamTicket" => new { },
            "createApiKey" => new { name = "Deploy pipeline", scopes = new[] { "READ" } },
            "revokeApiKey" => new { id = scene["ApiKey"], reason = "Replaced" },
            "revokeUserTokens" or "deactivateUser" => new { userId = scene["Leaving user"], reason = "Works elsewhere now" },
            "reactivateUser" => new { userId = scene["Leaving user"] },
            "inviteUser" => new { handle = Arrange.Unique("guest"), displayName = "Guest" },
            _ => null,
        };
    }
}
