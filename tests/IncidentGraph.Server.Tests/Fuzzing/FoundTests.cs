using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Fuzzing;

/// <summary>
/// What the fuzzer once found, each with the reason why it went wrong; cut down to what did it, and kept as it was sent, since a seed means
/// something else once the contract changes. What it found in documents and in framing is among the hostile ones.
/// </summary>
public sealed class FoundTests(Servers servers) : IClassFixture<Servers>
{
    public static TheoryData<string, string, string> Bodies() => new()
    {
        { "case 4406530639599900175: the number was cast to text", """{"query":"mutation { declineIncident(input: {id: 45, reason: \"x\"}) { errors { ... on Error { code } } } }"}""", "data" },
        { "case 2829767830633408312: so it was in filters", """{"query":"{ postmortems(where: {or: [{}], id: {eq: \"26\", nin: [\"66\", 100]}}) { totalCount } }"}""", "data" },
        { "case 4796916656129520161: and in lists of ids", """{"query":"query($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":[7, 99999999999999999999]}}""", "data" },
        { "case 10325026823693124365: and in single ones", """{"query":"{ postmortem(id: 14) { id } incident(id: 1) { id } }"}""", "data" },
        { "the engine looked for a type without a name", """{"query":"{ __type(name: \"\") { name } }"}""", "data" },
        { "case 5214694335512661590: the engine took each name once", """{"query":"query($v0: ID!) { node(id: $v0) { id } }","variables":{"v0":"1","v0":"2"}}""", "BAD_REQUEST" },
        { "the same, told by an escape", """{"query":"{ __typename }","variables":{"a":{"b":1,"\u0062":2}}}""", "BAD_REQUEST" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_once_failed_is_answered(string why, string body, string expected)
    {
        Assert.NotEmpty(why);
        var server = await servers.On(DatabaseProvider.Sqlite);

        var answer = await server.As("found", Persona.Admin).SendBody(body);

        Assert.Equal(expected, answer.Body.TryGetProperty("errors", out _) ? answer.RefusalCode : "data");
        Assert.Empty(server.Complaints.Errors);
    }

    /// <summary>Case 8907114577804902684: anonymous callers have no mutations, which the engine took for a fault.</summary>
    [Theory]
    [InlineData("mutation { noSuchMutation { id } }")]
    [InlineData("mutation { __typename }")]
    public async Task A_mutation_of_nobody_is_refused_whatever_it_names(string document)
    {
        var server = await servers.On(DatabaseProvider.Sqlite);

        Assert.Equal("UNAUTHENTICATED", (await server.Anonymous.Send(document)).RefusalCode);
    }

    [Fact]
    public async Task A_number_for_an_id_names_what_its_digits_name()
    {
        var admin = (await servers.On(DatabaseProvider.Sqlite)).As("found", Persona.Admin);
        var declared = await admin.Declare();

        var payload = await admin.Query($"mutation {{ acknowledgeIncident(input: {{id: {declared.Number}}}) {{ incident {{ id }} }} }}");
        var found = await admin.Query("query($in: [ID!]) { incidents(where: {number: {gt: 0}}) { totalCount } postmortems(where: {id: {in: $in}}) { totalCount } }", new { @in = new[] { declared.Number } });

        Assert.Equal(declared.Id, payload.GetProperty("acknowledgeIncident").GetProperty("incident").Text("id"));
        Assert.Equal(JsonValueKind.Number, found.GetProperty("postmortems").GetProperty("totalCount").ValueKind);
    }
}
