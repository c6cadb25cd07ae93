using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>Who asks what of follow-ups across incidents finds those and no others.</summary>
public sealed class FollowUpFilterTests(FollowUpFilterTests.Stage stage) : IClassFixture<FollowUpFilterTests.Stage>
{
    public static TheoryData<DatabaseProvider, string, string> Cases()
    {
        (string Where, string Found)[] cases =
        [
            ("{}", "chase,index,probe,train"),
            ("null", "chase,index,probe,train"),
            ("{ owner: { handle: { eq: \"ann\" } } }", "index"),
            ("{ owner: { handle: { neq: \"ann\" } } }", "train"),
            ("{ isOwned: { eq: false } }", "chase,probe"),
            ("{ isOwned: { neq: false } }", "index,train"),
            ("{ isOwned: { eq: null } }", ""),
            ("{ status: { in: [OPEN, IN_PROGRESS] } }", "chase,index,probe"),
            ("{ status: { eq: VERIFIED } }", "train"),
            ("{ priority: { in: [HIGH, CRITICAL] } }", "index"),
            ("{ priority: { neq: MEDIUM } }", "index"),
            ("{ title: { contains: \"IND\" } }", "index"),
            ("{ title: { eq: \"IND\" } }", ""),
            ("{ dueAt: { eq: null } }", "chase,probe,train"),
            ("{ dueAt: { lt: \"2100-01-01T00:00:00Z\" } }", ""),
            ("{ dueAt: { gte: \"2100-01-01T00:00:00+00:00\" } }", "index"),
            ("{ isOverdue: { eq: true } }", ""),
            ("{ isOverdue: { eq: false } }", "chase,index,probe,train"),
            ("{ createdAt: { gt: \"2020-01-01T00:00:00Z\" } }", "chase,index,probe,train"),
            ("{ services: { some: { key: { eq: \"db\" } } } }", "index,probe,train"),
            ("{ services: { some: { owner: { key: { eq: \"data\" } } } } }", "index,probe,train"),
            ("{ services: { any: false } }", "chase"),

            // ann's teams see to hers; what nobody sees to is for the owners of the services: data for db, nobody for the rest.
            ("{ teams: { some: { key: { eq: \"web\" } } } }", "index"),
            ("{ teams: { some: { key: { eq: \"data\" } } } }", "probe,train"),
            ("{ teams: { any: false } }", "chase"),
            ("{ teams: { none: { key: { eq: \"web\" } } } }", "chase,probe,train"),
            ("{ incident: { severity: { level: { lte: 2 } } } }", "index,probe,train"),
            ("{ incident: { number: { eq: 2 } } }", "chase"),
            ("{ incident: { services: { some: { tier: { eq: 0 } } } } }", "index,probe,train"),
            ("{ or: [{ isOwned: { eq: false }, services: { any: false } }, { owner: { handle: { eq: \"ann\" } } }] }", "chase,index"),
        ];
        var data = new TheoryData<DatabaseProvider, string, string>();
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
        {
            foreach (var (where, found) in cases)
                data.Add(provider, where, found);
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task A_condition_finds_these(DatabaseProvider provider, string where, string found)
    {
        var client = await stage.On(provider);

        var data = await client.Query($"{{ followUps(where: {where}) {{ totalCount nodes {{ title }} }} }}");

        var titles = data.GetProperty("followUps").GetProperty("nodes").EnumerateArray().Select(n => n.Text("title")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(found, string.Join(',', titles));
        Assert.Equal(titles.Count, data.GetProperty("followUps").Int("totalCount"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Somebodys_own_are_found_with_the_person_and_filtered_alike(DatabaseProvider provider)
    {
        var client = await stage.On(provider);

        var data = await client.Query(
            """
            {
              users { nodes { handle followUps(order: [{ dueAt: ASC }]) { totalCount nodes { title } } open: followUps(where: { status: { eq: OPEN } }) { totalCount } } }
            }
            """);

        var shown = data.GetProperty("users").GetProperty("nodes").EnumerateArray().ToDictionary(
            u => u.Text("handle"),
            u => (string.Join(',', u.GetProperty("followUps").GetProperty("nodes").EnumerateArray().Select(n => n.Text("title"))), u.GetProperty("open").Int("totalCount")));
        Assert.Equal(("index", 1), shown["ann"]);
        Assert.Equal(("train", 0), shown["dan"]);
        Assert.Equal(("", 0), shown["admin"]);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_page_that_is_too_large_or_an_order_that_names_two_keys_is_refused(DatabaseProvider provider)
    {
        var client = await stage.On(provider);

        Assert.Equal("PAGE_TOO_LARGE", Code(await client.Send("{ followUps(first: 101) { nodes { id } } }")));
        Assert.Equal("BAD_USER_INPUT", Code(await client.Send("{ followUps(order: [{ dueAt: ASC, priority: ASC }]) { nodes { id } } }")));
        Assert.Equal("CURSOR_INVALID", Code(await client.Send("{ followUps(after: \"nonsense\") { nodes { id } } }")));
        Assert.Equal("PAGE_TOO_LARGE", Code(await client.Send("{ incidents { nodes { followUps(first: 101) { nodes { id } } } } }")));
    }

    private static string? Code(Answer answer) => answer.Body.GetProperty("errors")[0].GetProperty("extensions").Text("code");

    /// <summary>Servers with four follow-ups of two incidents.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private readonly Servers _servers = new();
        private readonly HashSet<DatabaseProvider> _filled = [];

        public Task InitializeAsync() => Task.CompletedTask;

        public Task DisposeAsync() => _servers.DisposeAsync();

        /// <summary>An admin. Skips the test, with the reason, where the database is not to be had.</summary>
        public async Task<GraphQLClient> On(DatabaseProvider provider)
        {
            var server = await _servers.On(provider);
            var admin = server.As("admin", Persona.Admin);
            if (!_filled.Add(provider))
                return admin;
            foreach (var handle in (string[])["ann", "dan"])
                await server.As(handle, Persona.Responder).Join();
            await FillAsync(admin);
            return admin;
        }

        private static async Task FillAsync(GraphQLClient admin)
        {
            (await admin.Mutate("defineTeam", new { key = "web", name = "Web", memberIds = new[] { "ann" } })).Accepted();
            (await admin.Mutate("defineTeam", new { key = "data", name = "Data", memberIds = new[] { "dan" } })).Accepted();
            await admin.Register(new { key = "db", name = "Database", tier = 0, ownerId = "data" });
            var first = await admin.Review(new { services = new[] { new { serviceId = "db", level = "DEGRADED" } } });
            var second = await admin.Review(new { severityId = "3" });
            await admin.FollowUp(first, new { title = "index", ownerId = "ann", priority = "HIGH", dueAt = "2100-01-01T00:00:00Z" });
            await admin.FollowUp(first, new { title = "probe" });
            var train = await admin.FollowUp(first, new { title = "train", ownerId = "dan" });
            (await admin.Mutate("completeFollowUp", new { id = train })).Accepted();
            (await admin.Mutate("verifyFollowUp", new { id = train })).Accepted();
            await admin.FollowUp(second, new { title = "chase" });
        }
    }
}
