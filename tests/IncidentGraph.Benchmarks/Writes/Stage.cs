using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Benchmarks.Writes;

/// <summary>A server with some history, and an incident that is worked on.</summary>
internal sealed record Stage(GraphQLClient Responder, string Service, Declared Incident, Declared Followed, LiveOperation Live)
{
    private const int History = 60;

    public static async Task<Stage> SetAsync(TestServer server)
    {
        var admin = server.As("ada", Persona.Admin);
        var (_, service) = await admin.Register();
        for (var i = 0; i < History; i++)
        {
            var past = await admin.Declare(new { services = new[] { new { serviceId = service, level = "DEGRADED" } } });
            (await admin.Mutate("assignIncidentRole", new { id = past.Id, role = "COMMANDER", userId = "ada" })).Accepted();
            (await admin.Mutate("postIncidentUpdate", new { id = past.Id, audience = "INTERNAL", body = "We look" })).Accepted();
        }

        var responder = server.As("rosa", Persona.Responder);
        var incident = await responder.Declare();
        var followed = await responder.Declare();
        var socket = await LiveSocket.Open(server.Address, responder.Token);
        var live = await socket.Subscribe(
            "subscription($id: ID!) { incidentChanged(id: $id) { cursor event { summary } } }", new { id = followed.Id });
        return new Stage(responder, service, incident, followed, live);
    }
}
