using IncidentGraph.Data;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Hosting;

public sealed class TestServerTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_declared_over_http_is_there_to_be_asked_for(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);

        var declared = await client.Declare(new { title = "Payments are declined" });

        var found = await client.Query("query($id: ID!) { incident(id: $id) { number title } }", new { id = declared.Id });
        Assert.Equal("Payments are declined", found.GetProperty("incident").Text("title"));
        Assert.Empty(server.Complaints.Lines);
    }
}
