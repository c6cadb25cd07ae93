using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Engine;

public sealed class FieldRightsTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task An_anonymous_caller_may_ask_who_it_is_and_nothing_beside_it()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var alone = await server.Anonymous.Send("{ viewer { roles } }");
        var beside = await server.Anonymous.Send("{ viewer { roles } severities { name } }");

        Assert.True(alone.Data.IsNull("viewer"));
        Assert.Equal("UNAUTHENTICATED", beside.RefusalCode);
        Assert.Equal(401, (int)beside.Status);
    }

    [Fact]
    public async Task A_field_that_is_hidden_in_a_fragment_is_refused_like_any_other()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var answer = await server.Anonymous.Send("query { ...f } fragment f on Query { viewer { roles } ...g } fragment g on Query { a: severities { name } }");

        Assert.Equal("UNAUTHENTICATED", answer.RefusalCode);
    }

    [Fact]
    public async Task A_missing_role_refuses_the_whole_operation_before_anything_is_done()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var viewer = server.As("only-reads", Persona.Viewer);
        var head = (await viewer.Query("{ eventCursor }")).Text("eventCursor");

        var answer = await viewer.Send(
            """
            mutation {
              declareIncident(input: { title: "Never stored", symptoms: ["x"], triage: true }) { cursor }
              acknowledgeIncident(input: { id: "1" }) { cursor }
            }
            """);

        Assert.Equal("FORBIDDEN", answer.RefusalCode);
        Assert.Equal(403, (int)answer.Status);
        Assert.Equal(head, (await viewer.Query("{ eventCursor }")).Text("eventCursor"));
    }

    [Fact]
    public async Task The_viewer_is_told_who_it_is_and_what_it_may()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var viewer = (await server.As("grace", Persona.Publisher).Query(
            "{ viewer { actor { displayName } user { handle isActive } roles expiresAt } }")).GetProperty("viewer");

        Assert.Equal("Name of grace", viewer.GetProperty("actor").Text("displayName"));
        Assert.Equal("grace", viewer.GetProperty("user").Text("handle"));
        Assert.Equal(["VIEWER", "RESPONDER", "PUBLISHER"], viewer.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
        Assert.False(viewer.IsNull("expiresAt"));
    }
}
