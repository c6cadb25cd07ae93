using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Services;

public sealed class ServiceMutationTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_service_is_registered_with_all_that_was_said_of_it(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("services", Persona.Admin);
        var key = Arrange.Unique("checkout");

        var service = (await admin.Mutate("registerService", new
        {
            key,
            name = " Checkout ",
            description = "Sells",
            tier = 0,
            lifecycle = "EXPERIMENTAL",
            isExternal = true,
            tags = new[] { "PCI", "eu", "pci" },
            links = new[] { new { label = "Runbook", url = "https://x.example/run" } },
        }, "service { key name description tier lifecycle isExternal tags links { label url } owner { key } status version retiredAt }"))["service"];

        Assert.Equal((key, "Checkout", "Sells", 0, "EXPERIMENTAL", 1), (service.Text("key"), service.Text("name"), service.Text("description"), service.Int("tier"), service.Text("lifecycle"), service.Int("version")));
        Assert.Equal(["eu", "pci"], service.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("https://x.example/run", service.GetProperty("links")[0].Text("url"));
        Assert.Equal("OPERATIONAL", service.Text("status"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_key_is_given_once_also_to_two_at_the_same_time(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("services", Persona.Admin);
        var key = Arrange.Unique("once");

        var payloads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.Mutate(
            "registerService", new { key, name = "x" }, "service { id }", "... on AlreadyExistsError { existing { id } }")));

        var winner = Assert.Single(payloads, p => p.IsAccepted)["service"].Text("id");
        Assert.All(payloads.Where(p => !p.IsAccepted), p => Assert.Equal(winner, p.Refused("AlreadyExistsError", "key").GetProperty("existing").Text("id")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Bad_values_name_their_field(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("services", Persona.Admin);
        var service = await admin.Register();

        foreach (var (input, field) in ((object, string)[])
            [
                (new { key = "Upper", name = "x" }, "key"), (new { key = "", name = "x" }, "key"), (new { key = new string('k', 64), name = "x" }, "key"),
                (new { key = "k\0", name = "x" }, "key"), (new { key = "ok", name = " " }, "name"), (new { key = "ok", name = "x", tier = 5 }, "tier"),
                (new { key = "ok", name = "x", lifecycle = "RETIRED" }, "lifecycle"), (new { key = "ok", name = "x", tags = new[] { "a", "" } }, "tags.1"),
                (new { key = "ok", name = "x", links = new[] { new { label = " ", url = "https://x.example" } } }, "links.0.label"),
            ])
            (await admin.Mutate("registerService", input)).Refused("ValidationError", field);
        (await admin.Mutate("updateService", new { id = service.Key, tier = -1 })).Refused("ValidationError", "tier");
        (await admin.Mutate("updateService", new { id = service.Key, name = (string?)null })).Refused("ValidationError", "name");
        (await admin.Mutate("updateService", new { id = service.Key, expectedVersion = 7 })).Refused("VersionConflictError", "expectedVersion");
        Assert.Equal(1, (await admin.Query("query($key: String) { service(key: $key) { version } }", new { key = service.Key })).GetProperty("service").Int("version"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Dependencies_come_change_and_go(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("services", Persona.Admin);
        var (web, db) = (await admin.Register(), await admin.Register());
        var edge = new { serviceId = web.Key, dependsOnId = db.Id };

        var added = (await admin.Mutate("addDependency", new { edge.serviceId, edge.dependsOnId, kind = "HARD", critical = false, description = "Stores" },
            "dependency { id kind critical description service { key version } dependsOn { key } }"))["dependency"];
        Assert.Equal((web.Key, db.Key, 2), (added.GetProperty("service").Text("key"), added.GetProperty("dependsOn").Text("key"), added.GetProperty("service").Int("version")));
        (await admin.Mutate("addDependency", new { edge.serviceId, edge.dependsOnId, kind = "SOFT" })).Refused("AlreadyExistsError", "dependsOnId");
        (await admin.Mutate("addDependency", new { serviceId = web.Id, dependsOnId = web.Key, kind = "SOFT" })).Refused("ValidationError", "dependsOnId");
        (await admin.Mutate("addDependency", new { serviceId = db.Id, dependsOnId = web.Key, kind = "SOFT" })).Accepted();
        var updated = (await admin.Mutate("updateDependency", new { edge.serviceId, edge.dependsOnId, kind = "SOFT", description = (string?)null }, "dependency { id kind critical description }"))["dependency"];
        Assert.Equal((added.Text("id"), "SOFT", false, true), (updated.Text("id"), updated.Text("kind"), updated.GetProperty("critical").GetBoolean(), updated.IsNull("description")));
        (await admin.Mutate("updateDependency", new { edge.serviceId, edge.dependsOnId, kind = (string?)null })).Refused("ValidationError", "kind");
        (await admin.Mutate("removeDependency", new { edge.serviceId, edge.dependsOnId, expectedVersion = 1 })).Refused("VersionConflictError", "expectedVersion");
        (await admin.Mutate("removeDependency", edge)).Accepted();
        (await admin.Mutate("removeDependency", edge)).Refused("NotFoundError", "dependsOnId");
        (await admin.Mutate("updateDependency", new { edge.serviceId, edge.dependsOnId, critical = true })).Refused("NotFoundError", "dependsOnId");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Dependencies_are_followed_through_cycles_each_service_once_at_its_least_depth(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("services", Persona.Admin);
        var keys = new List<string>();
        for (var i = 0; i < 4; i++)
            keys.Add((await admin.Register()).Key);
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 2), (2, 0), (0, 2), (2, 3)])
            (await admin.Mutate("addDependency", new { serviceId = keys[from], dependsOnId = keys[to], kind = "HARD" })).Accepted();

        var edges = (await admin.Query("query($key: String) { service(key: $key) { dependencies(depth: 16) { totalCount edges { depth node { key } } } } }", new { key = keys[0] }))
            .GetProperty("service").GetProperty("dependencies").GetProperty("edges").EnumerateArray().ToDictionary(e => e.GetProperty("node").Text("key"), e => e.Int("depth"));

        Assert.Equal(new Dictionary<string, int> { [keys[1]] = 1, [keys[2]] = 1, [keys[3]] = 2 }, edges);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_service_in_use_cannot_retire_and_a_retired_one_cannot_change(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("services", Persona.Admin);
        var (web, db) = (await admin.Register(), await admin.Register());
        (await admin.Mutate("addDependency", new { serviceId = web.Key, dependsOnId = db.Key, kind = "HARD" })).Accepted();
        var incident = await admin.Declare(new { services = new[] { new { serviceId = web.Key, level = "DEGRADED" } } });
        const string Blockers = "... on GuardUnmetError { blockers { code } }";

        Assert.Equal("HAS_DEPENDENTS", (await admin.Mutate("retireService", new { id = db.Key, reason = "Old" }, errorSelection: Blockers)).Refused("GuardUnmetError").GetProperty("blockers")[0].Text("code"));
        Assert.Equal("HAS_OPEN_IMPACTS", (await admin.Mutate("retireService", new { id = web.Key, reason = "Old" }, errorSelection: Blockers)).Refused("GuardUnmetError").GetProperty("blockers")[0].Text("code"));
        (await admin.Mutate("resolveIncident", new { id = incident.Id })).Accepted();
        (await admin.Mutate("retireService", new { id = web.Key, reason = "" })).Refused("ValidationError", "reason");
        Assert.Equal("RETIRED", (await admin.Mutate("retireService", new { id = web.Key, reason = "Old" }, "service { lifecycle retiredAt }"))["service"].Text("lifecycle"));
        (await admin.Mutate("updateService", new { id = web.Key, name = "New" })).Refused("ValidationError", "id");
        (await admin.Mutate("retireService", new { id = web.Key, reason = "Old" })).Refused("ValidationError", "id");
        (await admin.Mutate("declareIncident", new { title = "x", severityId = "2", services = new[] { new { serviceId = web.Key, level = "DEGRADED" } } }))
            .Refused("ValidationError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_team_changes_its_own_services_only(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (admin, handle, team) = (server.As("services", Persona.Admin), Arrange.Unique("mel"), Arrange.Unique("team"));
        var member = server.As(handle, Persona.Viewer);
        await member.Join();
        (await admin.Mutate("defineTeam", new { key = team, name = "Team", memberIds = new[] { handle } })).Accepted();
        var (own, foreign) = (await member.Register(new { ownerId = team }), await admin.Register());

        (await member.Mutate("updateService", new { id = own.Key, name = "Ours" })).Accepted();
        (await member.Mutate("addDependency", new { serviceId = own.Key, dependsOnId = foreign.Key, kind = "SOFT" })).Accepted();
        foreach (var (mutation, input) in ((string, object)[])
            [
                ("updateService", new { id = foreign.Key, name = "Mine" }), ("retireService", new { id = foreign.Key, reason = "x" }),
                ("addDependency", new { serviceId = foreign.Key, dependsOnId = own.Key, kind = "SOFT" }), ("registerService", new { key = Arrange.Unique("none"), name = "x" }),
            ])
            (await member.Mutate(mutation, input)).Refused("NotAllowedError");
        (await admin.Mutate("defineTeam", new { key = team, name = "Team", memberIds = Array.Empty<string>() })).Accepted();
        Assert.Equal("FORBIDDEN", (await member.Send($$"""mutation { updateService(input: { id: "{{own.Key}}", name: "x" }) { cursor } }""")).RefusalCode);
    }
}
