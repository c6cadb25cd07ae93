using IncidentGraph.Data;
using IncidentGraph.Fuzzing.Generation;
using IncidentGraph.Fuzzing.Judgement;
using IncidentGraph.Fuzzing.Running;
using IncidentGraph.Fuzzing.Wire;
using IncidentGraph.Server.Tests.Hosting;
using Xunit.Abstractions;

namespace IncidentGraph.Server.Tests.Fuzzing;

/// <summary>A short run of the fuzzer, the same each time, so that it stays able to find something.</summary>
public sealed class FuzzingTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_261_126;
    private const int Cases = 600;

    private static readonly string[] _roles = [Persona.Admin, Persona.Responder, Persona.Viewer];

    [Fact]
    public async Task Every_generated_case_is_answered_as_the_protocols_have_it()
    {
        await using var server = await TestServer.StartAsync(
            DatabaseProvider.Sqlite, null, ("GraphQL:CostBudget", "1000000000"), ("GraphQL:CostRestoreRate", "1000000000"));
        var target = TargetOf(server);
        var campaign = new Campaign(await SchemaOf(server, target), target);

        await campaign.RunAsync(Campaign.Seeds(Seed).Take(Cases));

        output.WriteLine(campaign.Tally.Print());
        Assert.Empty(campaign.Findings.Select(finding => finding.Print(target)));
        Assert.DoesNotContain(server.Complaints.Errors, error => !error.Contains(LogWatch.Harmless, StringComparison.Ordinal));
        Assert.True(campaign.Tally.Of(Case.Documents, Judge.Data) > 30, "Hardly a document was executed.");
        Assert.True(campaign.Tally.Of(Case.Sockets, Judge.Data) > 5, "Hardly a document was executed over a socket.");
    }

    [Fact]
    public async Task A_case_is_the_same_whenever_it_is_made()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite);
        var target = TargetOf(server);
        var schema = await SchemaOf(server, target);

        Assert.All(Campaign.Seeds(Seed).Take(100), seed => Assert.Equal(Case.Of(seed, schema, target).ToString(), Case.Of(seed, schema, target).ToString()));
    }

    [Theory]
    [InlineData("500 Internal Server Error", "application/json", """{"errors":[{"message":"x","extensions":{"code":"X"}}]}""")]
    [InlineData("200 OK", "application/json", """{"errors":[{"message":"x","extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData("200 OK", "application/json", """{"errors":[{"message":"x"}]}""")]
    [InlineData("200 OK", "application/json", """{"errors":[{"message":"System.Exception","extensions":{"code":"X"}}]}""")]
    [InlineData("200 OK", "application/json", """{"errors":[]}""")]
    [InlineData("200 OK", "application/json", """{"data":""")]
    [InlineData("200 OK", "application/json", "{}")]
    [InlineData("403 Forbidden", "text/plain", "no")]
    [InlineData("400 Bad Request", "text/plain", "Oops\n   at Some.Method()")]
    [InlineData("200 OK\r\nServer: Kestrel", "application/json", """{"data":null}""")]
    public void What_no_server_may_answer_is_a_fault(string status, string type, string body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        var answer = Assert.Single(HttpAnswer.ReadAll(bytes, isHead: false));

        Assert.Throws<Fault>(() => Judge.Of(answer, isHead: false));
    }

    private static Target TargetOf(TestServer server) =>
        new(server.Address, _roles.ToDictionary(role => role, role => Persona.Token($"fuzzing-{role}", role), StringComparer.Ordinal)) { Patience = TimeSpan.FromMinutes(2) };

    private static async Task<SchemaModel> SchemaOf(TestServer server, Target target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/schema.graphql") { Headers = { { "Authorization", $"Bearer {target.Tokens[Persona.Admin]}" } } };
        using var answer = await server.Http.SendAsync(request);
        return SchemaModel.Read(await answer.Content.ReadAsStringAsync());
    }
}
