using System.Text;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using IncidentGraph.Data;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Tests.Engine;

/// <summary>Answers about names of the contract are kept: whoever asks again, and however, is told what they would have been told anew.</summary>
public sealed class KeptAnswerTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task Each_audience_has_answers_of_its_own()
    {
        const string document = "{ __type(name: \"Incident\") { name } }";
        var server = await servers.On(DatabaseProvider.Sqlite);
        var viewer = server.As("asks-names", Persona.Viewer);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(JsonValueKind.Null, (await server.Anonymous.Query(document)).GetProperty("__type").ValueKind);
            Assert.Equal("Incident", (await viewer.Query(document)).GetProperty("__type").Text("name"));
        }
    }

    [Fact]
    public async Task Operations_of_one_document_are_not_mistaken_for_each_other()
    {
        const string document = "query A { a: __typename } query B { b: __typename }";
        var viewer = (await servers.On(DatabaseProvider.Sqlite)).As("asks-names", Persona.Viewer);

        foreach (var (operation, name) in new[] { ("A", "a"), ("B", "b"), ("A", "a"), ("B", "b") })
        {
            var data = (await viewer.Send(document, operationName: operation)).Data;
            Assert.Equal($$$"""{"{{{name}}}":"Query"}""", data.GetRawText());
        }
    }

    [Fact]
    public async Task What_depends_on_variables_is_answered_anew()
    {
        const string document = "query ($without: Boolean!) { __typename @skip(if: $without) other: __typename }";
        var viewer = (await servers.On(DatabaseProvider.Sqlite)).As("asks-names", Persona.Viewer);

        foreach (var without in new[] { false, true, false })
            Assert.Equal(!without, (await viewer.Query(document, new { without })).TryGetProperty("__typename", out _));
    }

    [Fact]
    public async Task A_root_field_that_may_change_is_answered_anew()
    {
        const string document = "{ __typename viewer { user { handle } } }";
        var server = await servers.On(DatabaseProvider.Sqlite);

        foreach (var handle in new[] { "asks-first", "asks-second", "asks-first" })
        {
            var viewer = (await server.As(handle, Persona.Viewer).Query(document)).GetProperty("viewer").GetProperty("user");
            Assert.Equal(handle, viewer.Text("handle"));
        }
    }

    [Fact]
    public void An_answer_is_kept_for_its_audience()
    {
        var answers = Of("{ __typename }")!; // names only
        var answer = Answer(KeptAnswers.LongestAnswer);

        answers.Keep(Audience.SignedIn, answer, 1);

        Assert.Equal(new KeptAnswers.Kept(answer, 1), answers.For(Audience.SignedIn));
        Assert.Null(answers.For(Audience.Anonymous));
    }

    [Fact]
    public void What_failed_and_what_is_long_is_not_kept()
    {
        var answers = Of("{ __typename }")!; // names only

        answers.Keep(Audience.SignedIn, Answer(10) with { HasErrors = true }, 1);
        answers.Keep(Audience.SignedIn, Answer(KeptAnswers.LongestAnswer + 1), 1);

        Assert.Null(answers.For(Audience.SignedIn));
    }

    [Theory]
    [InlineData("{ __typename incidents { totalCount } }")]
    [InlineData("query ($a: Boolean!) { __typename @skip(if: $a) }")]
    [InlineData("mutation { __typename }")]
    public void What_may_be_answered_otherwise_the_next_time_is_not_kept(string document) => Assert.Null(Of(document));

    private static OperationOutcome.Executed Answer(int bytes) => new(Encoding.UTF8.GetBytes(new string(' ', bytes)));

    private static KeptAnswers? Of(string document)
    {
        var operation = Parser.Parse(document).Definitions.OfType<GraphQLOperationDefinition>().Single();
        return KeptAnswers.Of(operation, operation.SelectionSet.Selections.OfType<GraphQLField>().Select(field => field.Name.StringValue));
    }
}
