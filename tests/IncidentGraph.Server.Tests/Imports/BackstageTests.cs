using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Commands;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Imports;

public sealed class BackstageTests
{
    private const string Landscape = """
        {
          services(first: 100) { nodes {
            key name description lifecycle tags links { label url } owner { key } version
            dependencies(first: 50) { edges { dependency { critical } node { key } } }
          } }
          teams(first: 100) { nodes { key name version members(first: 50) { nodes { handle } } } }
          users(first: 100) { nodes { handle displayName email } }
          eventCursor
        }
        """;

    private static string[] Catalog => ["import", "backstage", Fixture.Kept("catalog.yaml"), Fixture.Kept("people.yaml")];

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_catalog_becomes_services_with_owners_and_dependencies_however_they_are_written(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);

        var typed = await Typed.Run(server.Database, Catalog);

        Assert.Equal(3, typed.ExitCode); // somebody is a member whom nothing describes
        Assert.Contains("1 × members of teams whom nothing describes (user:default/nobody of group:default/storefront)", typed.Output, StringComparison.Ordinal);
        Assert.Contains("1 × owners that are no groups: a service belongs to a team (component:default/payments: user:default/ravi)", typed.Output, StringComparison.Ordinal);
        Assert.Contains("1 × entities of kind location: left out", typed.Output, StringComparison.Ordinal);
        Assert.Contains("1 × entities of the unknown lifecycle 'sunset': taken as in production (api:partner/rates)", typed.Output, StringComparison.Ordinal);
        var landscape = await server.As("ada", Persona.Admin).Query(Landscape);
        Assert.Equal(
            [
                "cart EXPERIMENTAL storefront [service] > orders-db",
                "commerce PRODUCTION storefront [system] > shop~",
                "orders PRODUCTION storefront [api openapi] > cart",
                "orders-db PRODUCTION operations [database resource] > ",
                "payments DEPRECATED - [service] > shop",
                "rates PRODUCTION - [api grpc] > ",
                "shop PRODUCTION storefront [go web website] > cart orders orders-db payments rates",
            ],
            Nodes(landscape, "services").Select(Line));
        var shop = Nodes(landscape, "services").Single(s => s.Text("key") == "shop");
        Assert.Equal(("Web shop", "What customers see."), (shop.Text("name"), shop.Text("description")));
        Assert.Equal(["Wiki https://wiki.xyz.example/shop", "Source https://git.xyz.example/shop"], shop.GetProperty("links").EnumerateArray().Select(l => $"{l.Text("label")} {l.Text("url")}"));
        Assert.Equal(
            ["operations operations []", "storefront Storefront [ravi rosa]"],
            Nodes(landscape, "teams").Select(t => $"{t.Text("key")} {t.Text("name")} [{string.Join(' ', Nodes(t, "members").Select(m => m.Text("handle")).Order(StringComparer.Ordinal))}]"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_second_run_changes_nothing_and_a_dry_run_reports_what_the_first_one_does(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var admin = server.As("ada", Persona.Admin);
        await admin.Join();
        var empty = await admin.Query(Landscape);

        var dry = await Typed.Run(server.Database, [.. Catalog, "--dry-run"]);
        var untouched = await admin.Query(Landscape);
        var first = await Typed.Run(server.Database, Catalog);
        var imported = await admin.Query(Landscape);
        var second = await Typed.Run(server.Database, Catalog);

        Assert.Equal(empty.ToString(), untouched.ToString());
        Assert.Equal($"Dry run: nothing was changed. It would be:{Environment.NewLine}{first.Output}", dry.Output);
        Assert.Equal(imported.ToString(), (await admin.Query(Landscape)).ToString());
        Assert.DoesNotMatch("(?m)^(services|dependencies|teams|users) +[1-9]", second.Output);
        Assert.Equal(first.Counts.ToDictionary(c => c.Key, c => c.Value.Sum()), second.Counts.ToDictionary(c => c.Key, c => c.Value[3]));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_service_registered_by_hand_is_what_a_catalog_names_by_its_key(DatabaseProvider provider)
    {
        using var fixture = new Fixture();
        await using var server = await TestServer.StartAsync(provider);
        var admin = server.As("ada", Persona.Admin);
        var file = fixture.Write(Component("shop", "Shop", "dependsOn: [mail, resource:queue, nothing]\n  dependencyOf: [portal]"));
        await admin.Register(new { key = "mail", name = "Mail" });
        await admin.Register(new { key = "portal", name = "Portal" });

        var first = await Typed.Run(server.Database, "import", "backstage", file);
        await admin.Register(new { key = "queue", name = "Queue" });
        var second = await Typed.Run(server.Database, "import", "backstage", file);
        var third = await Typed.Run(server.Database, "import", "backstage", file);

        Assert.Equal(3, first.ExitCode);
        Assert.Contains("2 × dependencies on what is neither in the files nor a service here", first.Output, StringComparison.Ordinal);
        Assert.Contains("1 × dependencies on what is neither in the files nor a service here (component:default/shop → component:default/nothing)", second.Output, StringComparison.Ordinal);
        Assert.Equal([[2, 0, 0, 0], [1, 0, 0, 2], [0, 0, 0, 3]], new[] { first, second, third }.Select(t => t.Counts["dependencies"]));
        var landscape = await admin.Query(Landscape);
        Assert.Equal(
            ["mail Mail > ", "portal Portal > shop", "queue Queue > ", "shop Shop > mail queue"],
            Nodes(landscape, "services").Select(s => $"{s.Text("key")} {s.Text("name")} > {string.Join(' ', Targets(s))}"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Whoever_was_imported_is_recognised_by_the_address_of_their_first_token(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await Typed.Run(server.Database, Catalog);

        var token = TestTokens.Mint("sub-of-rosa", claims: new()
        {
            ["roles"] = new[] { Persona.Responder },
            ["preferred_username"] = "someone",
            ["name"] = "R. Duarte",
            ["email"] = "Rosa@xyz.example",
            ["email_verified"] = true,
        });
        var viewer = (await new GraphQLClient(server.Http, token).Query("{ viewer { user { handle displayName } } }")).GetProperty("viewer").GetProperty("user");

        Assert.Equal(("rosa", "Rosa Duarte"), (viewer.Text("handle"), viewer.Text("displayName")));
        Assert.Single(Nodes(await server.As("ada", Persona.Admin).Query(Landscape), "users"), u => !u.IsNull("email"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_catalog_that_changed_changes_what_it_says_and_leaves_the_rest_as_it_is_here(DatabaseProvider provider)
    {
        using var fixture = new Fixture();
        await using var server = await TestServer.StartAsync(provider);
        var admin = server.As("ada", Persona.Admin);
        await admin.Register(new { key = "mail", name = "Mail, by hand" });
        await Typed.Run(server.Database, "import", "backstage", fixture.Write(Component("shop", "Shop", "dependsOn: [mail, later]") + Component("mail", "Mailer", "owner: platform")));
        var mail = Nodes(await admin.Query("""{ services(first: 10) { nodes { id key name owner { key } } } }"""), "services").Single(s => s.Text("key") == "mail");
        await admin.Mutate("updateService", new { id = mail.Text("id"), name = "Mail, renamed here" });

        var typed = await Typed.Run(server.Database, "import", "backstage", fixture.Write(
            Component("shop", "The shop", "dependsOn: [mail, later]") + Component("mail", "Mailer", "owner: platform") + Component("later", "Later", "")));

        Assert.Equal(0, typed.ExitCode);
        var landscape = await admin.Query(Landscape);
        Assert.Equal(
            ["later Later > ", "mail Mail, renamed here > ", "shop The shop > later mail"],
            Nodes(landscape, "services").Select(s => $"{s.Text("key")} {s.Text("name")} > {string.Join(' ', Targets(s))}"));
        Assert.Equal("platform", mail.GetProperty("owner").Text("key"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Documents_that_are_wrong_are_left_out_one_by_one_and_named(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);

        var typed = await Typed.Run(server.Database, "import", "backstage", Fixture.Kept("dirty.yaml"));

        Assert.Equal(3, typed.ExitCode);
        Assert.All(
            [
                "4 × documents that are no Backstage entities", "2 × entities without a correct name", "1 × entities of kind template: left out",
                "1 × entities that are there twice: the first counts (component:default/bomb)", "1 × entities that depend on themselves (component:default/bomb)",
                "component:default/bomb → component:default/ghost", "references that name nothing",
            ],
            saying => Assert.Contains(saying, typed.Output, StringComparison.Ordinal));
        var landscape = await server.As("ada", Persona.Admin).Query(Landscape);
        Assert.Equal(["bomb PRODUCTION - [x y] > ", "bomb-api PRODUCTION platform [api] > "], Nodes(landscape, "services").Select(Line));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<html>502</html>", "is a web page or XML, not YAML: expected are Backstage's catalog-info files")]
    [InlineData("""[{"apiVersion":"backstage.io/v1alpha1"}]""", "is JSON, not YAML")]
    [InlineData("kind: [", "is not correct YAML: line")]
    [InlineData("a: *nothing", "nothing is named")]
    public async Task A_file_that_is_no_YAML_stops_the_import_in_one_line(string text, string saying)
    {
        using var fixture = new Fixture();
        await Stops(saying, fixture.Write(text));
    }

    [Fact]
    public async Task A_file_that_nests_without_end_or_is_not_text_stops_the_import()
    {
        using var fixture = new Fixture();

        await Stops("nests deeper than", fixture.Write("a: " + new string('[', 100_000)));
        await Stops("nests deeper than", fixture.Write(string.Concat(Enumerable.Range(0, 200).Select(i => $"{new string(' ', i)}a:\n"))));
        await Stops("is not UTF-8 text", fixture.Write([0x6b, 0x69, 0xff, 0xfe]));
    }

    private static string Component(string name, string title, string spec) => $$"""
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: { name: {{name}}, title: "{{title}}" }
        spec:
          lifecycle: production
          {{spec}}

        """;

    private static async Task Stops(string saying, string file)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var typed = await Typed.Run(database.Options, "import", "backstage", Fixture.Kept("catalog.yaml"), file);
        Assert.Equal((1, ""), (typed.ExitCode, typed.Output));
        Assert.Contains(saying, Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    /// <summary>A tilde marks what is needed, but not critically.</summary>
    private static string Line(JsonElement service)
    {
        var owner = service.IsNull("owner") ? "-" : service.GetProperty("owner").Text("key");
        return $"{service.Text("key")} {service.Text("lifecycle")} {owner} [{string.Join(' ', service.GetProperty("tags").EnumerateArray())}] > {string.Join(' ', Targets(service))}";
    }

    private static IEnumerable<string> Targets(JsonElement service) => service.GetProperty("dependencies").GetProperty("edges").EnumerateArray()
        .Select(e => $"{e.GetProperty("node").Text("key")}{(e.GetProperty("dependency").GetProperty("critical").GetBoolean() ? "" : "~")}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Nodes(JsonElement data, string field) => data.GetProperty(field).GetProperty("nodes").EnumerateArray();
}
