using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Services;

/// <summary>What is whose: members of the owning team and admins change a service, whatever else a token says.</summary>
public sealed class ServiceOwnerTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] _people = ["owner", "neighbour", "responder", "publisher", "admin"];

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Each_mutation_of_a_service_is_for_its_team_and_admins(DatabaseProvider provider)
    {
        var stage = await Stage.Set(await servers.On(provider));

        foreach (var who in _people)
        {
            foreach (var (mutation, input) in await stage.Attempts())
            {
                var expected = who is "owner" or "admin" ? "done" : who == "neighbour" ? "NotAllowedError" : "FORBIDDEN";
                Assert.Equal((who, mutation, expected), (who, mutation, await stage.Outcome(who, mutation, input)));
            }
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_service_without_an_owner_is_for_admins_only(DatabaseProvider provider)
    {
        var stage = await Stage.Set(await servers.On(provider));
        var orphan = await stage.Admin.Register();

        foreach (var who in _people)
        {
            var expected = who == "admin" ? "done" : who is "owner" or "neighbour" ? "NotAllowedError" : "FORBIDDEN";
            Assert.Equal((who, expected), (who, await stage.Outcome(who, "updateService", new { id = orphan.Key, name = Arrange.Unique("Name") })));
            Assert.Equal((who, expected), (who, await stage.Outcome(who, "registerService", new { key = Arrange.Unique("orphan"), name = "x" })));
        }

        // Nobody takes it by giving it to their own team.
        Assert.Equal("NotAllowedError", await stage.Outcome("owner", "updateService", new { id = orphan.Key, ownerId = stage.Own }));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Whoever_owns_a_service_may_give_it_to_any_team_and_nobody_may_take_it(DatabaseProvider provider)
    {
        var stage = await Stage.Set(await servers.On(provider));
        var service = await stage.Admin.Register(new { ownerId = stage.Own });

        Assert.Equal("NotAllowedError", await stage.Outcome("neighbour", "updateService", new { id = service.Key, ownerId = stage.Foreign }));
        Assert.Equal("done", await stage.Outcome("owner", "updateService", new { id = service.Key, ownerId = stage.Foreign }));
        Assert.Equal("NotAllowedError", await stage.Outcome("owner", "updateService", new { id = service.Key, ownerId = stage.Own }));
        Assert.Equal("done", await stage.Outcome("neighbour", "updateService", new { id = service.Key, ownerId = (string?)null }));
        Assert.Equal("NotAllowedError", await stage.Outcome("neighbour", "updateService", new { id = service.Key, name = "Ours" }));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_leaves_a_team_loses_its_services_with_the_next_request_on_every_node(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await using var twin = server.Twin();
        var stage = await Stage.Set(server);
        var (service, elsewhere) = (await stage.Admin.Register(new { ownerId = stage.Own }), twin.As(stage.HandleOf("owner"), Persona.Viewer));
        (await elsewhere.Mutate("updateService", new { id = service.Key, name = "Before" })).Accepted(); // both nodes remember
        var start = await Live.Documents.EventCursor(stage.Admin);
        Assert.Equal("done", await stage.Outcome("owner", "updateService", new { id = service.Key, name = "Here" }));

        var left = (await stage.Admin.Mutate("defineTeam", new { key = stage.Own, name = "Own", memberIds = Array.Empty<string>() })).Accepted();

        Assert.Equal("FORBIDDEN", await stage.Outcome("owner", "updateService", new { id = service.Key, name = "After" }));
        await using var socket = await Live.LiveSocket.Open(twin.Address, elsewhere.Token);
        var events = await socket.Subscribe(Live.Documents.Events, new { after = start });
        while ((await events.Next()).Text("cursor") != left.Cursor)
        {
            // until the twin has seen it
        }

        var answer = await elsewhere.Send($$"""mutation { updateService(input: { id: "{{service.Key}}", name: "x" }) { cursor } }""");
        Assert.Equal("FORBIDDEN", answer.RefusalCode);
    }

    /// <summary>Two teams of one person each, and people with no team.</summary>
    private sealed record Stage(TestServer Server, string Own, string Foreign, string Mark)
    {
        public GraphQLClient Admin => Client("admin");

        public static async Task<Stage> Set(TestServer server)
        {
            var stage = new Stage(server, Arrange.Unique("own"), Arrange.Unique("foreign"), Arrange.Unique("stage"));
            foreach (var who in _people)
                await stage.Client(who).Join();
            foreach (var (team, member) in new[] { (stage.Own, "owner"), (stage.Foreign, "neighbour") })
                (await stage.Admin.Mutate("defineTeam", new { key = team, name = team, memberIds = new[] { stage.HandleOf(member) } })).Accepted();
            return stage;
        }

        public string HandleOf(string who) => $"{Mark}-{who}";

        /// <summary>Each mutation on services of its own, so that one attempt is in no other's way.</summary>
        public async Task<IReadOnlyList<(string Mutation, object Input)>> Attempts()
        {
            var (open, linked, doomed, target) = (await Register(), await Register(), await Register(), await Register());
            foreach (var dependent in new[] { linked, doomed })
                (await Admin.Mutate("addDependency", new { serviceId = dependent, dependsOnId = target, kind = "SOFT" })).Accepted();
            return
            [
                ("registerService", new { key = Arrange.Unique("new"), name = "New", ownerId = Own }),
                ("updateService", new { id = open, name = Arrange.Unique("Name") }),
                ("addDependency", new { serviceId = open, dependsOnId = target, kind = "HARD" }),
                ("updateDependency", new { serviceId = linked, dependsOnId = target, critical = false }),
                ("removeDependency", new { serviceId = doomed, dependsOnId = target }),
                ("retireService", new { id = doomed, reason = "Gone" }),
            ];
        }

        /// <summary>Done, or the type of the error, or the code of the refusal.</summary>
        public async Task<string> Outcome(string who, string mutation, object input)
        {
            var type = char.ToUpperInvariant(mutation[0]) + mutation[1..];
            var answer = await Client(who).Send($"mutation($input: {type}Input!) {{ {mutation}(input: $input) {{ errors {{ __typename }} }} }}", new { input });
            if (answer.Body.TryGetProperty("errors", out _))
                return answer.RefusalCode;
            var payload = answer.Data.GetProperty(mutation);
            return payload.IsNull("errors") ? "done" : payload.GetProperty("errors")[0].Text("__typename");
        }

        private async Task<string> Register() => (await Admin.Register(new { ownerId = Own })).Key;

        private GraphQLClient Client(string who) =>
            Server.As(HandleOf(who), who is "owner" or "neighbour" ? Persona.Viewer : who);
    }
}
