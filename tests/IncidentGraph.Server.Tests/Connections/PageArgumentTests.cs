using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Connections;

/// <summary>What a page cannot be is refused whole: no data, a code, and a remedy.</summary>
public sealed class PageArgumentTests(Servers servers) : IClassFixture<Servers>
{
    private const string OtherOrder = "OTHER_ORDER";

    [Theory]
    [InlineData("incidents(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("incidents(last: 2147483647)", "PAGE_TOO_LARGE")]
    [InlineData("incidents(first: 1, last: 1)", "BAD_USER_INPUT")]
    [InlineData("incidents(first: -1)", "BAD_USER_INPUT")]
    [InlineData("incidents(last: -5)", "BAD_USER_INPUT")]
    [InlineData("incidents(after: \"nonsense\")", "CURSOR_INVALID")]
    [InlineData("incidents(before: \"\")", "CURSOR_INVALID")]
    [InlineData("incidents(after: \"" + OtherOrder + "\")", "CURSOR_INVALID")]
    [InlineData("incidents(order: [{ title: ASC, number: ASC }])", "BAD_USER_INPUT")]
    [InlineData("incidents(order: [{}])", "BAD_USER_INPUT")]
    [InlineData("incidents(order: [{ severity: {} }])", "BAD_USER_INPUT")]
    [InlineData("services(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("teams(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("users(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("users(after: \"e30\")", "CURSOR_INVALID")]
    [InlineData("events(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("events(first: 1, last: 1)", "BAD_USER_INPUT")]
    [InlineData("events(after: \"nonsense\")", "CURSOR_INVALID")]
    public async Task A_root_page_that_cannot_be_is_a_request_error(string field, string code)
    {
        var client = await ClientAsync();
        var cursor = (await client.Query("{ incidents(first: 1, order: [{ title: ASC }]) { pageInfo { endCursor } } }"))
            .GetProperty("incidents").GetProperty("pageInfo").Text("endCursor");

        var answer = await client.Send($"{{ severities {{ name }} {field.Replace(OtherOrder, cursor, StringComparison.Ordinal)} {{ pageInfo {{ hasNextPage }} }} }}");

        Refused(answer, code);
    }

    [Theory]
    [InlineData("incidents", "timeline(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("incidents", "timeline(after: \"nonsense\")", "CURSOR_INVALID")]
    [InlineData("incidents", "updates(first: 1, last: 1)", "BAD_USER_INPUT")]
    [InlineData("incidents", "participants(first: -1)", "BAD_USER_INPUT")]
    [InlineData("incidents", "services(last: 101)", "PAGE_TOO_LARGE")]
    [InlineData("incidents", "services(after: \"nonsense\")", "CURSOR_INVALID")]
    [InlineData("incidents", "serviceImpacts(before: \"x\")", "CURSOR_INVALID")]
    [InlineData("services", "incidents(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("services", "incidents(order: [{}])", "BAD_USER_INPUT")]
    [InlineData("services", "dependencies(depth: 0)", "BAD_USER_INPUT")]
    [InlineData("services", "dependents(depth: 17)", "BAD_USER_INPUT")]
    [InlineData("services", "dependencies(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("users", "teams(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("teams", "members(first: 101)", "PAGE_TOO_LARGE")]
    [InlineData("teams", "services(after: \"x\")", "CURSOR_INVALID")]
    public async Task A_nested_page_that_cannot_be_refuses_the_whole_operation(string root, string field, string code)
    {
        var client = await ClientAsync();

        var answer = await client.Send($"{{ severities {{ name }} {root} {{ nodes {{ id {field} {{ pageInfo {{ hasNextPage }} }} }} }} }}");

        Refused(answer, code);
    }

    [Theory]
    [InlineData("incident { id }")]
    [InlineData("incident(id: \"1\", number: 1) { id }")]
    [InlineData("service { id }")]
    [InlineData("service(id: \"x\", key: \"x\") { id }")]
    [InlineData("severity { id }")]
    [InlineData("team { id }")]
    [InlineData("user { id }")]
    [InlineData("user(id: \"x\", handle: \"x\") { id }")]
    public async Task A_single_object_takes_exactly_one_key(string field) =>
        Refused(await (await ClientAsync()).Send($"{{ {field} }}"), "BAD_USER_INPUT");

    [Fact]
    public async Task A_page_of_nothing_is_empty_and_says_whether_there_is_more()
    {
        var page = (await (await ClientAsync()).Query("{ incidents(first: 0) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }"))
            .GetProperty("incidents");

        Assert.Empty(page.GetProperty("nodes").EnumerateArray());
        Assert.True(page.Int("totalCount") > 0);
        Assert.True(page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.True(page.GetProperty("pageInfo").IsNull("endCursor"));
    }

    [Theory]
    [InlineData("query($n: Int!) { incident(number: $n) { id } }", """{ "n": "one" }""")]
    [InlineData("query($n: Int!) { incident(number: $n) { id } }", "{}")]
    [InlineData("query($n: Int!) { incident(number: $n) { id } }", """{ "n": 99999999999 }""")]
    [InlineData("query($w: IncidentFilterInput) { incidents(where: $w) { totalCount } }", """{ "w": { "unknown": { "eq": 1 } } }""")]
    [InlineData("query($w: IncidentFilterInput) { incidents(where: $w) { totalCount } }", """{ "w": { "status": { "eq": "NO_SUCH" } } }""")]
    [InlineData("query($w: IncidentFilterInput) { incidents(where: $w) { totalCount } }", """{ "w": { "declaredAt": { "gt": "yesterday" } } }""")]
    public async Task Variables_that_do_not_fit_are_a_request_error(string query, string variables)
    {
        var client = await ClientAsync();

        var answer = await client.SendBody($$"""{ "query": "{{query}}", "variables": {{variables}} }""");

        Assert.Equal("BAD_USER_INPUT", answer.RefusalCode);
    }

    private static void Refused(Answer answer, string code)
    {
        Assert.Equal(code, answer.RefusalCode);
        Assert.Equal(400, (int)answer.Status);
        Assert.NotEmpty(answer.Body.GetProperty("errors")[0].GetProperty("extensions").Text("remedy"));
    }

    /// <summary>There is one of everything to page over.</summary>
    private async Task<GraphQLClient> ClientAsync()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var admin = server.As("pages", Persona.Admin);
        await admin.Mutate("defineTeam", new { key = "paging", name = "Paging", memberIds = new[] { "pages" } });
        var service = await admin.Register();
        await admin.Declare(new { services = new[] { new { serviceId = service.Key, level = "DEGRADED" } } });
        return admin;
    }
}
