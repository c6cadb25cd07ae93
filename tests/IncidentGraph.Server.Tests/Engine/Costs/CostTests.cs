using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Engine.Costs;

/// <summary>What operations cost, and what happens to those that cost too much.</summary>
public sealed class CostTests(Servers servers) : IClassFixture<Servers>
{
    private const string TooCostly =
        "{ incidents(first: 100) { nodes { updates(first: 100) { nodes { author { displayName } } } timeline(first: 100) { nodes { id } } services(first: 100) { nodes { dependencies(first: 100) { nodes { id } } } } } } }";

    [Theory]
    [InlineData("{ __typename }", null, 1)]
    [InlineData("{ viewer { roles } }", null, 2)]
    [InlineData("{ incidents { totalCount } }", null, 12)]
    [InlineData("{ incidents { nodes { id } } }", null, 27)]
    [InlineData("{ incidents(first: 7) { nodes { id } } }", null, 9)]
    [InlineData("{ incidents(last: 7) { edges { node { id } } } }", null, 16)]
    [InlineData("{ incidents(first: 7) { pageInfo { hasNextPage } nodes { services(first: 2) { nodes { id } } } } }", null, 31)]
    [InlineData("query($n: Int) { incidents(first: $n) { nodes { id } } }", "{ \"n\": 3 }", 5)]
    [InlineData("query($n: Int = 4) { incidents(first: $n) { nodes { id } } }", null, 6)]
    [InlineData("query($n: Int = 4) { incidents(first: $n) { nodes { id } } }", "{ \"n\": null }", 27)]
    [InlineData("{ a: incidents(first: 1) { nodes { id } } b: incidents(first: 1) { nodes { id } } }", null, 5)]
    [InlineData("{ incidents(first: 5) { ...A ...B } } fragment A on IncidentConnection { nodes { id } } fragment B on IncidentConnection { nodes { number } }", null, 7)]
    [InlineData("{ nodes(ids: [\"a\", \"b\"]) { id } }", null, 3)]
    [InlineData("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "{ \"ids\": [\"a\", \"b\", \"c\"] }", 4)]
    [InlineData("{ node(id: \"a\") { ... on Incident { severity { name } } ... on Service { owner { name } links { url } } } }", null, 13)]
    [InlineData("{ __schema { types { fields { type { name } } } } }", null, 10_001)]
    [InlineData("{ __type(name: \"Query\") { fields { name } } }", null, 101)]
    public async Task An_operation_is_reckoned_with_for_the_most_that_it_may_ask(string query, string? variables, double requested)
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var cost = await CostOf(server, Persona.Token("spender", Persona.Viewer), query, variables);

        Assert.Equal(requested, cost.GetProperty("requested").GetDouble());
        Assert.InRange(cost.GetProperty("actual").GetDouble(), 1, requested);
    }

    [Fact]
    public async Task The_report_says_what_it_cost_and_what_is_left()
    {
        await using var server = await TestServer.StartAsync(
            DatabaseProvider.Sqlite, null, ("GraphQL:MaxCost", "500"), ("GraphQL:CostBudget", "1000"), ("GraphQL:CostRestoreRate", "1"));
        var admin = server.As("owner", Persona.Admin);
        await admin.Register();
        await admin.Register();

        var cost = await CostOf(server, Persona.Token("spender", Persona.Viewer), "{ services(first: 50) { totalCount nodes { id owner { name } } } }", null);

        Assert.Equal(1 + 1 + 10 + (50 * 2), cost.GetProperty("requested").GetDouble());
        Assert.Equal(1 + 1 + 10 + 2, cost.GetProperty("actual").GetDouble());
        Assert.Equal(500, cost.GetProperty("limit").GetDouble());
        Assert.InRange(cost.GetProperty("remaining").GetDouble(), 1000 - 14, 1000);
        Assert.Equal(1, cost.GetProperty("restoreRate").GetDouble());
    }

    [Fact]
    public async Task Who_does_not_ask_is_not_told()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        var answer = await server.As("spender", Persona.Viewer).Send("{ __typename }");

        Assert.Equal("""{"data":{"__typename":"Query"}}""", answer.Text);
    }

    [Fact]
    public async Task What_may_cost_too_much_is_refused_over_every_transport()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var token = Persona.Token("spender", Persona.Viewer);
        await using var socket = await LiveSocket.Open(server.Address, token);
        await using var events = await LiveEvents.Open(server.Http, token, TooCostly);
        using var get = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(TooCostly)}");
        get.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        get.Headers.Accept.ParseAdd("application/graphql-response+json");

        var posted = await new GraphQLClient(server.Http, token).Send(TooCostly);
        using var got = await server.Http.SendAsync(get);
        var sent = await (await socket.Subscribe(TooCostly)).Error();

        Assert.Equal((HttpStatusCode.BadRequest, "COST_LIMIT"), (posted.Status, posted.RefusalCode));
        Assert.Equal(posted.Text, await got.Content.ReadAsStringAsync());
        Assert.Equal("COST_LIMIT", sent.Extensions.Text("code"));
        Assert.Equal(50_000, sent.Extensions.GetProperty("cost").GetProperty("limit").GetDouble());
        Assert.Contains("COST_LIMIT", (await events.NextEvent())!.Value.Data);
    }

    [Fact]
    public async Task Who_spent_too_much_is_told_when_to_come_back_while_others_go_on()
    {
        await using var server = await TestServer.StartAsync(
            DatabaseProvider.Sqlite, null, ("GraphQL:CostBudget", "20"), ("GraphQL:CostRestoreRate", "10"));
        const string Query = "{ incidents { totalCount } }";
        var spender = server.As("spender", Persona.Viewer);
        await spender.Query(Query);

        using var refused = await Post(server, Persona.Token("spender", Persona.Viewer), Query, null);
        var other = await server.As("other", Persona.Viewer).Send(Query);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("RATE_LIMIT", new Answer(refused.StatusCode, await refused.Content.ReadAsStringAsync()).RefusalCode);
        Assert.Equal(0, other.Data.GetProperty("incidents").Int("totalCount"));
        await Task.Delay(refused.Headers.RetryAfter!.Delta!.Value);
        await spender.Query(Query);
    }

    [Fact]
    public async Task Anonymous_clients_of_one_address_share_a_budget()
    {
        await using var server = await TestServer.StartAsync(
            DatabaseProvider.Sqlite, null, ("GraphQL:CostBudget", "3"), ("GraphQL:CostRestoreRate", "1"));

        List<Answer> answers = [];
        for (var i = 0; i < 5; i++)
            answers.Add(await server.Anonymous.Send("{ viewer { roles } }"));

        Assert.True(answers[0].Body.TryGetProperty("data", out _));
        Assert.Contains("RATE_LIMIT", answers[^1].RefusalCode);
        Assert.Equal("Query", (await server.As("known", Persona.Viewer).Query("{ __typename }")).Text("__typename"));
    }

    private static async Task<JsonElement> CostOf(TestServer server, string token, string query, string? variables)
    {
        using var response = await Post(server, token, query, variables);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return answer.GetProperty("extensions").GetProperty("cost");
    }

    private static Task<HttpResponseMessage> Post(TestServer server, string token, string query, string? variables)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables = variables is null ? default(JsonElement?) : JsonDocument.Parse(variables).RootElement }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("GraphQL-Cost", "report");
        return server.Http.SendAsync(request);
    }
}
