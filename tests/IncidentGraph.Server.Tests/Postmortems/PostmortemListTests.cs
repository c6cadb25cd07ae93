using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Postmortems;

/// <summary>Lists of postmortems: in order, page by page, by conditions, and with as many statements whatever their length.</summary>
public sealed class PostmortemListTests(Shelf shelf) : IClassFixture<Shelf>
{
    private const string All =
        """
        query($first: Int!) {
          postmortems(first: $first) {
            totalCount
            nodes {
              status version dueAt isOverdue summary rootCause lessons owner { handle }
              incident { number postmortem { status } severity { name } }
              participants(first: 5) { totalCount nodes { handle } }
              faultTree { key service { key } }
              timeline(first: 5) { totalCount nodes { annotation event { summary actor { displayName } } } }
              availableTransitions { action isAllowed blockers { code } }
            }
          }
        }
        """;

    private const string Incidents =
        "query($first: Int!) { incidents(first: $first) { nodes { number availableTransitions { action blockers { code } } postmortem { status owner { handle } } } } }";

    private const string Events =
        "query($first: Int!) { events(last: $first, where: { type: { eq: POSTMORTEM_STARTED } }) { nodes { type version ... on PostmortemStarted { postmortem { status summary } } } } }";

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, "postmortems", All)]
    [InlineData(DatabaseProvider.Postgres, "postmortems", All)]
    [InlineData(DatabaseProvider.Sqlite, "incidents", Incidents)]
    [InlineData(DatabaseProvider.Postgres, "incidents", Incidents)]
    [InlineData(DatabaseProvider.Sqlite, "events", Events)]
    [InlineData(DatabaseProvider.Postgres, "events", Events)]
    public async Task A_long_page_takes_as_many_statements_as_a_short_one(DatabaseProvider provider, string root, string query)
    {
        var server = await shelf.On(provider);
        var reader = server.As("counts", Persona.Responder);
        await reader.Query(query, new { first = 1 }); // who asks is known from here on

        var few = await CountAsync(server, reader, root, query, 4);
        var many = await CountAsync(server, reader, root, query, Shelf.Size);

        Assert.True(few.Count == many.Count, string.Join("\n---\n", many.Except(few)));
        Assert.InRange(many.Count, 1, 20);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Texts_are_read_only_when_they_are_selected(DatabaseProvider provider)
    {
        var server = await shelf.On(provider);
        var reader = server.As("counts", Persona.Responder);
        await reader.Join();

        var statements = await CountAsync(server, reader, "postmortems", "query($first: Int!) { postmortems(first: $first) { nodes { status dueAt isOverdue } } }", Shelf.Size);

        Assert.DoesNotContain("root_cause", Assert.Single(statements));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Every_order_is_paged_without_gap_or_repetition(DatabaseProvider provider)
    {
        var reader = (await shelf.On(provider)).As("pages", Persona.Viewer);
        foreach (var order in (string[])["[]", "[{ dueAt: ASC }]", "[{ dueAt: DESC }]", "[{ publishedAt: ASC }]", "[{ publishedAt: DESC }, { dueAt: ASC }]", "[{ startedAt: ASC }]"])
        {
            var whole = Ids(await reader.Query($"{{ page: postmortems(first: 100, order: {order}) {{ nodes {{ id }} }} }}"));
            Assert.Equal(Shelf.Size, whole.Distinct().Count());
            var walked = new List<string>();
            for (string? cursor = null; walked.Count < whole.Count;)
            {
                var page = await reader.Query($"query($c: String) {{ page: postmortems(first: 7, after: $c, order: {order}) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}", new { c = cursor });
                walked.AddRange(Ids(page));
                cursor = page.GetProperty("page").GetProperty("pageInfo").Text("endCursor");
            }

            Assert.Equal(whole, walked);
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Unpublished_ones_come_last_by_publication(DatabaseProvider provider)
    {
        var reader = (await shelf.On(provider)).As("pages", Persona.Viewer);

        var shown = (await reader.Query("{ page: postmortems(first: 100, order: [{ publishedAt: ASC }]) { nodes { publishedAt } } }"))
            .GetProperty("page").GetProperty("nodes").EnumerateArray().Select(p => p.IsNull("publishedAt")).ToList();

        Assert.Equal(shown.Order(), shown);
        Assert.Equal((7, 13), (shown.Count(isNull => !isNull), shown.Count(isNull => isNull)));
    }

    [SkippableTheory]
    [InlineData("{ status: { eq: PUBLISHED } }", 7)]
    [InlineData("{ status: { nin: [PUBLISHED, CLOSED] } }", 13)]
    [InlineData("{ publishedAt: { eq: null } }", 13)]
    [InlineData("{ dueAt: { gte: \"2099-01-01T00:00:00Z\" } }", 7)]
    [InlineData("{ owner: { handle: { eq: \"bob\" } } }", 7)]
    [InlineData("{ incident: { postmortem: { status: { eq: DRAFT } } } }", 13)]
    [InlineData("{ or: [{ status: { eq: PUBLISHED } }, { owner: { handle: { startsWith: \"BO\" } } }] }", 14)]
    public async Task Conditions_find_what_they_name(string where, int expected)
    {
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
        {
            var reader = (await shelf.On(provider)).As("pages", Persona.Viewer);
            var found = await reader.Query($"{{ postmortems(where: {where}) {{ totalCount }} incidents(where: {{ postmortem: {where} }}) {{ totalCount }} }}");
            Assert.Equal((expected, expected), (found.GetProperty("postmortems").Int("totalCount"), found.GetProperty("incidents").Int("totalCount")));
        }
    }

    private static List<string> Ids(JsonElement data) => [.. data.GetProperty("page").GetProperty("nodes").EnumerateArray().Select(n => n.Text("id"))];

    private static async Task<IReadOnlyList<string>> CountAsync(TestServer server, GraphQLClient reader, string root, string query, int first)
    {
        server.Statements.Clear();
        var data = await reader.Query(query, new { first });
        Assert.Equal(first, data.GetProperty(root).GetProperty("nodes").GetArrayLength());

        // The feed looks for news, and who asks is looked up again, whenever their time has come.
        return [.. server.Statements.OfRequests.Where(s => !s.Contains("log_head") && !s.Contains("subject"))];
    }
}
