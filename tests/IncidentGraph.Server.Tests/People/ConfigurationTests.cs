using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.People;

/// <summary>What admins configure: teams, people, severities.</summary>
public sealed class ConfigurationTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_team_is_made_and_changed_by_its_key(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (admin, key, handle) = (server.As("configures", Persona.Admin), Arrange.Unique("team"), Arrange.Unique("ada"));
        await server.As(handle, Persona.Viewer).Join();
        const string Selection = "team { id key name version members { nodes { handle } } }";

        var made = (await admin.Mutate("defineTeam", new { key, name = "One", memberIds = new[] { handle } }, Selection))["team"];
        var changed = (await admin.Mutate("defineTeam", new { key, name = "Two", expectedVersion = 1 }, Selection))["team"];

        Assert.Equal(made.Text("id"), changed.Text("id"));
        Assert.Equal(("Two", 2), (changed.Text("name"), changed.Int("version")));
        Assert.Equal(handle, changed.GetProperty("members").GetProperty("nodes")[0].Text("handle"));
        (await admin.Mutate("defineTeam", new { key, name = "Three", expectedVersion = 1 })).Refused("VersionConflictError", "expectedVersion");
        (await admin.Mutate("defineTeam", new { key = "NO KEY", name = "x" })).Refused("ValidationError", "key");
        (await admin.Mutate("defineTeam", new { key = "k\0", name = "x" })).Refused("ValidationError", "key");
        (await admin.Mutate("defineTeam", new { key, name = " " })).Refused("ValidationError", "name");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Somebody_is_invited_once_into_teams_that_exist(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (admin, team, handle) = (server.As("configures", Persona.Admin), Arrange.Unique("team"), Arrange.Unique("new"));
        (await admin.Mutate("defineTeam", new { key = team, name = "T" })).Accepted();

        var user = (await admin.Mutate("inviteUser", new { handle, displayName = "Ada Lovelace", email = "ada@example.org", teamIds = new[] { team } },
            "user { handle displayName email isActive teams { nodes { key } } }"))["user"];

        Assert.Equal((handle, "Ada Lovelace", "ada@example.org"), (user.Text("handle"), user.Text("displayName"), user.Text("email")));
        Assert.Equal(team, user.GetProperty("teams").GetProperty("nodes")[0].Text("key"));
        (await admin.Mutate("inviteUser", new { handle, displayName = "x" })).Refused("AlreadyExistsError", "handle");
        (await admin.Mutate("inviteUser", new { handle = Arrange.Unique("new"), displayName = "x", teamIds = new[] { team, "none" } })).Refused("NotFoundError", "teamIds.1");
        (await admin.Mutate("inviteUser", new { handle = "No Handle", displayName = "x" })).Refused("ValidationError", "handle");
        (await admin.Mutate("inviteUser", new { handle = Arrange.Unique("new"), displayName = "" })).Refused("ValidationError", "displayName");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_severity_is_made_and_changed_by_its_level(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("configures", Persona.Admin);
        const string Selection = "severity { level name version acknowledgeWithin resolveWithin requiredRoles resolvedBy requiresPostmortem }";

        var made = (await admin.Mutate("defineSeverity", new
        {
            level = 9,
            name = "Nine",
            description = "x",
            acknowledgeWithin = "PT1H30M",
            requiredRoles = new[] { "SCRIBE", "COMMANDER" },
            resolvedBy = "COMMANDER",
        }, Selection))["severity"];
        var changed = (await admin.Mutate("defineSeverity", new { level = 9, name = "Nine", description = "x", acknowledgeWithin = (string?)null }, Selection))["severity"];

        Assert.Equal("PT1H30M", made.Text("acknowledgeWithin"));
        Assert.True(changed.IsNull("acknowledgeWithin"));
        Assert.Equal(("COMMANDER", made.Int("version") + 1), (changed.Text("resolvedBy"), changed.Int("version")));
        (await admin.Mutate("defineSeverity", new { level = -1, name = "x", description = "x" })).Refused("ValidationError", "level");
        (await admin.Mutate("defineSeverity", new { level = 9, name = "", description = "x" })).Refused("ValidationError", "name");
        (await admin.Mutate("defineSeverity", new { level = 9, name = "x", description = "x", expectedVersion = 99 })).Refused("VersionConflictError", "expectedVersion");
        (await admin.Mutate("defineSeverity", new { level = 9, name = "x", description = "x", resolveWithin = "PT0S" })).Refused("ValidationError", "resolveWithin");
    }
}
