using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Postmortems;

/// <summary>Postmortems that tests put on the stage, through the API.</summary>
internal static class Reviews
{
    /// <summary>An incident of Sev-2 that is over; anybody acts as its commander.</summary>
    public static async Task<Declared> Resolved(this GraphQLClient responder, object? fields = null)
    {
        var incident = await responder.Declare(fields);
        var resolved = (await responder.Mutate("resolveIncident", new { id = incident.Key }, "incident { version }"))["incident"];
        return incident with { Version = resolved.Int("version") };
    }

    /// <summary>The postmortem of a new resolved incident; its key is the incident's number.</summary>
    public static async Task<Declared> Reviewing(this GraphQLClient responder, object? fields = null)
    {
        var incident = await responder.Resolved(fields);
        (await responder.Mutate("startPostmortem", new { incidentId = incident.Key })).Accepted();
        return incident;
    }

    /// <summary>With all that publishing asks for.</summary>
    public static async Task<Declared> Written(this GraphQLClient responder, object? fields = null)
    {
        var incident = await responder.Reviewing(fields);
        (await responder.Mutate("updatePostmortem", new
        {
            id = incident.Key,
            summary = "Payments failed.",
            customerImpact = "Nobody could pay.",
            rootCause = "An index was missing.",
            lessons = new[] { "Test with real sizes." },
            timeline = new[] { new { eventId = await responder.FirstEvent(incident), annotation = "Too late" } },
        })).Accepted();
        return incident;
    }

    /// <summary>Found good by another responder than this one.</summary>
    public static async Task<Declared> Published(this GraphQLClient responder, GraphQLClient other)
    {
        var incident = await responder.Written();
        (await responder.Mutate("submitPostmortem", new { id = incident.Key })).Accepted();
        (await other.Mutate("approvePostmortem", new { id = incident.Key })).Accepted();
        (await responder.Mutate("publishPostmortem", new { id = incident.Key })).Accepted();
        return incident;
    }

    public static async Task<string> FirstEvent(this GraphQLClient client, Declared incident) =>
        (await client.Query("query($id: ID!) { incident(id: $id) { timeline(first: 1) { nodes { id } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes")[0].Text("id");
}
