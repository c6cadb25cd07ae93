using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Search;

public sealed class SearchPagingTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Each_hit_is_seen_once_also_while_others_arrive(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("pager", Persona.Admin);
        var (a, b) = (Finder.Coin("alpha"), Finder.Coin("beta"));
        var expected = new List<string>();
        for (var i = 0; i < 23; i++)
            expected.Add($"Incident {(await DeclareAsync(admin, a, b, i)).Key}");
        var whole = (await admin.Find($"{a} {b}", first: 100)).Names;

        var seen = new List<string>();
        string? after = null;
        for (var pages = 0; pages == 0 || after is not null; pages++)
        {
            var page = await admin.Find($"{a} {b}", first: 4, after: after);
            seen.AddRange(page.Names);
            after = page.Next;
            await DeclareAsync(admin, a, b, pages);
            await admin.Declare(new { title = $"{a} {a} {a}", summary = a }); // makes the one word more common than the other
        }

        Assert.Equal(whole, seen.Where(expected.Contains));
        Assert.Equal(expected.Order(), whole.Order());
        Assert.Equal(seen.Distinct(), seen);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task The_last_page_and_those_before_it_are_the_same_hits_from_behind(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("pager", Persona.Admin);
        var (a, b) = (Finder.Coin("alpha"), Finder.Coin("beta"));
        for (var i = 0; i < 7; i++)
            await DeclareAsync(admin, a, b, i);
        const string query =
            "query($text: String!, $before: String) { search(text: $text, last: 3, before: $before) { edges { cursor node { ... on Incident { number } } } pageInfo { hasPreviousPage startCursor } } }";

        var whole = (await admin.Find($"{a} {b}")).Names;
        var seen = new List<string>();
        string? before = null;
        do
        {
            var page = (await admin.Query(query, new { text = $"{a} {b}", before })).GetProperty("search");
            seen.InsertRange(0, page.GetProperty("edges").EnumerateArray().Select(e => $"Incident {e.GetProperty("node").Int("number")}"));
            var info = page.GetProperty("pageInfo");
            before = info.GetProperty("hasPreviousPage").GetBoolean() ? info.Text("startCursor") : null;
        }
        while (before is not null);

        Assert.Equal(whole, seen);
    }

    [Fact]
    public async Task The_cursor_of_another_search_is_none_of_this_one()
    {
        var admin = (await servers.On(DatabaseProvider.Sqlite)).As("pager", Persona.Admin);
        await admin.Declare(new { title = "Elsewhere" });
        var cursor = (await admin.Find("elsewhere")).Edges[0].Text("cursor");

        Assert.Empty((await admin.Find("ELSEWHERE!", after: cursor)).Names);
        Assert.Equal("CURSOR_INVALID", (await admin.Search("elsewhere else", cursor)).RefusalCode);
        Assert.Equal("CURSOR_INVALID", (await admin.Search("elsewhere", "nonsense")).RefusalCode);
    }

    /// <summary>Hits of several scores: in the title or not, side by side or not, once or often.</summary>
    private static Task<Declared> DeclareAsync(GraphQLClient admin, string a, string b, int i) => admin.Declare(new
    {
        title = (i % 3) switch { 0 => $"{a} {b}", 1 => $"{b} before {a}", _ => "Neither" },
        summary = string.Join(" and ", Enumerable.Repeat($"{a}, {b}", 1 + (i % 4))),
    });
}
