using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

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
}
