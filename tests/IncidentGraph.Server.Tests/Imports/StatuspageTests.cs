using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Commands;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Imports;

public sealed class StatuspageTests
{
    private const string Telling = """
        query($title: String!) {
          incidents(where: { title: { eq: $title } }) { nodes {
            id number title summary source status severity { level } reporter { __typename displayName ... on Automation { kind } }
            occurredAt detectedAt declaredAt identifiedAt mitigatedAt resolvedAt closedAt updatedAt
            serviceImpacts(first: 50) { nodes { service { key } level startedAt endedAt } }
            updates(first: 10) { nodes { audience status body postedAt } }
            timeline(first: 50) { nodes { __typename isImported occurredAt } }
          } }
        }
        """;

    private const string Everything = """
        {
          incidents(first: 100) { totalCount nodes { number title status version updatedAt updates(first: 100) { nodes { id } } } }
          services(first: 100) { nodes { key version } }
          eventCursor
        }
        """;

    private static string[] Page => ["import", "statuspage", Fixture.Kept("summary.json"), Fixture.Kept("incidents.json")];

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_outage_is_told_with_its_times_impacts_and_updates(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);

        var typed = await Typed.Run(server.Database, Page);

        Assert.Equal((0, ""), (typed.ExitCode, typed.Error));
        var told = await Told(server, "Checkout is down");
        Assert.Equal(
            ("CLOSED", "IMPORT", 1, "Imported from XYZ Corp: https://stspg.example/i-outage"),
            (told.Text("status"), told.Text("source"), told.GetProperty("severity").Int("level"), told.Text("summary")));
        Assert.Equal(("Automation", "XYZ Corp (Statuspage)", "IMPORT"), (told.GetProperty("reporter").Text("__typename"), told.GetProperty("reporter").Text("displayName"), told.GetProperty("reporter").Text("kind")));
        Assert.Equal(
            ["2024-03-14T17:00:00.000Z", "2024-03-14T17:05:00.000Z", "2024-03-14T17:40:00.000Z", "2024-03-14T18:30:00.000Z", "2024-03-14T19:00:00.000Z", "2024-03-14T19:00:00.000Z"],
            new[] { "occurredAt", "declaredAt", "identifiedAt", "mitigatedAt", "resolvedAt", "closedAt" }.Select(stamp => told.Text(stamp)));
        Assert.Equal(
            [
                "api PARTIAL_OUTAGE 17:40-19:00",
                "checkout MAJOR_OUTAGE 17:00-18:30",
                "checkout DEGRADED 18:30-19:00",
            ],
            Nodes(told, "serviceImpacts").OrderBy(i => i.GetProperty("service").Text("key"), StringComparer.Ordinal).ThenBy(i => i.Text("startedAt"), StringComparer.Ordinal)
                .Select(i => $"{i.GetProperty("service").Text("key")} {i.Text("level")} {i.Text("startedAt")[11..16]}-{i.Text("endedAt")[11..16]}"));
        Assert.Equal(
            ["INVESTIGATING", "IDENTIFIED", "MITIGATED", "RESOLVED", "RESOLVED"],
            Nodes(told, "updates").Reverse().Select(u => u.Text("status")));
        Assert.All(Nodes(told, "updates"), u => Assert.Equal("PUBLIC", u.Text("audience")));
        Assert.Contains("- expired, see our blog (https://blog.example/cert)", Nodes(told, "updates").First().Text("body"), StringComparison.Ordinal);
        Assert.All(Nodes(told, "timeline"), e => Assert.True(e.GetProperty("isImported").GetBoolean()));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Components_are_services_even_when_two_have_one_name(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await server.As("ada", Persona.Admin).Register(new { key = "checkout", name = "Checkout, by hand" });

        var typed = await Typed.Run(server.Database, [.. Page, "--external"]);

        Assert.Equal(0, typed.ExitCode);
        Assert.Contains("2 × groups of components: tags of the services in them (Europe, United States)", typed.Output, StringComparison.Ordinal);
        Assert.Contains("1 × scheduled maintenances: left out", typed.Output, StringComparison.Ordinal);
        var services = (await server.As("ada", Persona.Admin).Query("{ services(first: 50) { nodes { key name description tags status isExternal } } }")).GetProperty("services").GetProperty("nodes");
        Assert.Equal(
            ["api [europe] True", "checkout [] False", "suche-cafe [] True", "united-states-api [united states] True", "warehouse [] True"],
            services.EnumerateArray().Select(s => $"{s.Text("key")} [{string.Join(' ', s.GetProperty("tags").EnumerateArray())}] {s.GetProperty("isExternal").GetBoolean()}"));
        var checkout = services.EnumerateArray().Single(s => s.Text("key") == "checkout");
        Assert.Equal(("Checkout, by hand", "Pays & ships.\nSince 2019."), (checkout.Text("name"), checkout.Text("description")));
        Assert.All(services.EnumerateArray(), s => Assert.Equal("OPERATIONAL", s.Text("status")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_was_told_late_went_back_or_never_ended_is_told_by_rule(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);

        var typed = await Typed.Run(server.Database, Page);

        var late = await Told(server, "Slow search");
        Assert.Equal(("2024-04-30T08:00:00.000Z", "2024-04-30T09:00:00.000Z", "2024-04-30T09:00:00.000Z"), (late.Text("occurredAt"), late.Text("declaredAt"), late.Text("resolvedAt")));
        var again = await Told(server, "API errors");
        Assert.Equal(("CLOSED", "2024-06-01T13:00:00.000Z"), (again.Text("status"), again.Text("resolvedAt")));
        Assert.Single(Nodes(again, "timeline"), e => e.Text("__typename") == "IncidentReopened");
        var old = await Told(server, "Nobody knows when it ended");
        Assert.Equal(("CLOSED", "2019-06-01T11:00:00.000Z"), (old.Text("status"), old.Text("resolvedAt")));
        var left = await Told(server, "Left open");
        Assert.Equal(("CLOSED", "2020-01-01T11:00:00.000Z"), (left.Text("status"), left.Text("resolvedAt")));
        Assert.Contains("1 × incidents that are over without saying since when: resolved at their last update (i-old)", typed.Output, StringComparison.Ordinal);
        Assert.Contains("1 × incidents of which nothing was said for 30 days: resolved at their last update (i-left)", typed.Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_second_run_changes_nothing_and_a_dry_run_reports_what_the_first_one_does(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var admin = server.As("ada", Persona.Admin);
        await admin.Join();
        var empty = await admin.Query(Everything);

        var dry = await Typed.Run(server.Database, [.. Page, "--dry-run"]);
        var untouched = await admin.Query(Everything);
        var first = await Typed.Run(server.Database, Page);
        var imported = await admin.Query(Everything);
        var second = await Typed.Run(server.Database, Page);

        Assert.Equal(empty.ToString(), untouched.ToString());
        Assert.Equal($"Dry run: nothing was changed. It would be:{Environment.NewLine}{first.Output}", dry.Output);
        Assert.Equal(imported.ToString(), (await admin.Query(Everything)).ToString());
        Assert.Equal((5, 0), (first.Counts["incidents"][0], second.Counts["incidents"][0]));
        Assert.Equal(first.Counts.ToDictionary(c => c.Key, c => c.Value.Sum()), second.Counts.ToDictionary(c => c.Key, c => c.Value[3]));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_file_that_grew_adds_only_what_is_new_and_keeps_what_was_done_here(DatabaseProvider provider)
    {
        using var fixture = new Fixture();
        await using var server = await TestServer.StartAsync(provider);
        var admin = server.As("ada", Persona.Admin);
        var now = DateTimeOffset.UtcNow;
        object Update(string id, string status, int minutesAgo, string level) => new { id, status, body = $"Said {id}", created_at = now.AddMinutes(-minutesAgo), affected_components = new[] { new { code = "c1", name = "Cart", new_status = level } } };
        string Grown(string status, params object[] updates) => fixture.WriteJson(new
        {
            page = new { id = "p1", name = "Page" },
            incidents = new[] { new { id = "i1", name = "Cart is slow", status, impact = "minor", created_at = now.AddMinutes(-50), components = new[] { new { id = "c1", name = "Cart" } }, incident_updates = updates } },
        });
        object[] updates = [Update("u1", "investigating", 50, "degraded_performance"), Update("u2", "identified", 40, "partial_outage")];
        await Typed.Run(server.Database, "import", "statuspage", Grown("identified", updates));
        var open = await Told(server, "Cart is slow");
        Assert.Equal(("IDENTIFIED", "PARTIAL_OUTAGE"), (open.Text("status"), (await admin.Query("""{ service(key: "cart") { status } }""")).GetProperty("service").Text("status")));
        await admin.Mutate("updateIncident", new { id = open.Text("id"), title = "Cart is slow, says Ada" });

        var typed = await Typed.Run(server.Database, "import", "statuspage", Grown("resolved", [.. updates, Update("u3", "resolved", 5, "operational")]));

        var over = await Told(server, "Cart is slow, says Ada");
        Assert.Equal(("CLOSED", 3, 1, 1), (over.Text("status"), Nodes(over, "updates").Count(), typed.Counts["incidents"][1], typed.Counts["updates"][0]));
        Assert.Equal("OPERATIONAL", (await admin.Query("""{ service(key: "cart") { status } }""")).GetProperty("service").Text("status"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Rows_that_are_wrong_are_left_out_one_by_one_and_named(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);

        var typed = await Typed.Run(server.Database, "import", "statuspage", Fixture.Kept("dirty.json"));

        Assert.Equal(3, typed.ExitCode);
        Assert.All(
            [
                "1 × incidents without an id (No id)", "1 × incidents without any time (d-notime)", "1 × incidents that begin in the future (d-future)",
                "1 × incidents of another page (anotherpage1) (d-foreign)", "1 × scheduled maintenances: left out", "1 × incidents without a name: named for their id (d-odd)",
                "1 × incidents of the unknown impact 'catastrophic': without a severity (d-odd)", "1 × updates that are there twice: told once (d-odd/u1)",
                "1 × updates without a text: only what they change is told (d-odd/u2)", "1 × updates from the future (d-odd/u4)",
            ],
            saying => Assert.Contains(saying, typed.Output, StringComparison.Ordinal));
        Assert.Equal(3, typed.Counts["incidents"][0]);
        var odd = await Told(server, "Incident d-odd");
        Assert.Contains(Nodes(odd, "updates"), u => u.Text("body") == "Half \ufffd a face, NUL \ufffd and alert(1) 1 < 2");
        Assert.Equal(JsonValueKind.Null, odd.GetProperty("severity").ValueKind);
        var many = await Told(server, new string('x', 199) + "…");
        Assert.Equal(50, Nodes(many, "serviceImpacts").Count());
        var counted = await server.As("ada", Persona.Admin).Query("{ services { totalCount } }");
        Assert.Equal(172, counted.GetProperty("services").Int("totalCount")); // 171, and Checkout
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Names_with_control_characters_or_without_anything_to_see_are_told_on_one_line(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        using var fixture = new Fixture();
        var file = fixture.WriteJson(new
        {
            page = new { id = "p1", name = "XYZ" },
            components = new[] { new { id = "c1", name = "Check\u0007out\u2028EU" }, new { id = "c2", name = "\u200b" } },
            incidents = new[] { new { id = "i1", name = "Slow\u001b search", status = "resolved", created_at = "2026-01-02T10:00:00Z" } },
        });

        var typed = await Typed.Run(server.Database, "import", "statuspage", file);

        Assert.Equal((0, ""), (typed.ExitCode, typed.Error));
        _ = await Told(server, "Slow search");
        var services = (await server.As("ada", Persona.Admin).Query("{ services(first: 5) { nodes { name } } }")).GetProperty("services");
        Assert.Equal(["c2", "Check out EU"], services.GetProperty("nodes").EnumerateArray().Select(s => s.Text("name")).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n\t", "is empty")]
    [InlineData("<!DOCTYPE html><title>502 Bad Gateway</title>", "is a web page or XML, not JSON")]
    [InlineData("page:\n  id: p1", "is not JSON: expected is an answer of /api/v2/summary.json")]
    [InlineData("""{"error":"Page not found"}""", "It says: Page not found")]
    [InlineData("[]", "has none of the lists")]
    [InlineData("""{"page":{"id":"p1"},"incidents":[{"id":"i1",""", "is not complete, correct JSON: line 1")]
    [InlineData("""{"incidents":[{"id":"i1"}]}""", "does not say of which page it is")]
    public async Task A_file_that_is_no_answer_of_a_page_stops_the_import_in_one_line(string text, string saying)
    {
        using var fixture = new Fixture();
        await Stops(saying, fixture.Write(text));
    }

    [Fact]
    public async Task A_file_that_is_not_there_not_UTF8_or_bottomless_stops_the_import()
    {
        using var fixture = new Fixture();

        await Stops("There is no file", "/nowhere/at/all.json");
        await Stops("/dev/zero is larger than 128 MB", "/dev/zero");
        await Stops("is not UTF-8 text", fixture.Write([.. "{\"page\":\""u8, 0xff, 0xfe, .. "\"}"u8]));
        await Stops("is not complete, correct JSON", fixture.Write("{\"incidents\":" + new string('[', 100_000)));
        (await Typed.Run("import", "statuspage", "--quick", Fixture.Kept("incidents.json"))).IsRefused("There is no option '--quick'.");
        (await Typed.Run("import", "statuspage")).IsRefused("FILE");
        (await Typed.Run("import")).IsRefused("import --help");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_imported_reaches_the_subscribers_of_a_running_server_flagged(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var viewer = server.As("vera", Persona.Viewer);
        var after = await viewer.EventCursor();
        await using var socket = await LiveSocket.Open(server.Address, viewer.Token);
        var events = await socket.Subscribe("subscription($after: String) { events(after: $after) { event { __typename isImported } } }", new { after });

        await Typed.Run(server.Database, Page);

        var seen = new List<JsonElement>();
        while (seen.Count(e => e.Happened() == "IncidentClosed") < 5)
            seen.Add(await events.Next());
        Assert.Equal(14, seen.Count(e => e.Happened() == "IncidentUpdatePosted"));
        Assert.All(seen.Where(e => e.Happened() != "UserJoined"), e => Assert.True(e.GetProperty("event").GetProperty("isImported").GetBoolean()));
    }

    private static async Task Stops(string saying, string file)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var typed = await Typed.Run(database.Options, "import", "statuspage", file, Fixture.Kept("incidents.json"));
        Assert.Equal((1, ""), (typed.ExitCode, typed.Output));
        Assert.Contains(saying, Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Told(TestServer server, string title) =>
        (await server.As("ada", Persona.Admin).Query(Telling, new { title })).GetProperty("incidents").GetProperty("nodes").EnumerateArray().Single();

    private static IEnumerable<JsonElement> Nodes(JsonElement told, string field) => told.GetProperty(field).GetProperty("nodes").EnumerateArray();
}
