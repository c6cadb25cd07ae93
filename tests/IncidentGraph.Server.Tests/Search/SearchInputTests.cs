using System.Text.Json;
using CsCheck;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Search;

/// <summary>Whatever people type is words: it finds something or nothing, or is refused with a code; no database ever complains.</summary>
public sealed class SearchInputTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] _fragments =
    [
        "payments", "Gateway", "42", "#", "the", "of", "\"", "“", "*", "**", "'", "''", "(", ")", ":", ":*", "title:", "title_line:", "NEAR(", "AND", "OR", "NOT", "&", "|", "!",
        "<->", "<2>", "-", "+", "^", "\\", "%", "_", "[", "]", "{0}", "@p0", ";", "--", "/*", " ", "\t", "\n", "é", "e\u0301", "ß", "İ", "支付", "ไทย", "한국", "خطأ", "\u200f", "🔥", "👩‍🚒",
        "\u0001", "\uffff", "\u00a0", "0x1F", "1e10", "-5", "3.14", "a@b.example", "http://x.example/y?z=1", "<b>", "NULL", "'; DROP TABLE incidents; --",
    ];

    private static readonly Gen<string> _texts = Gen.OneOf(
        Gen.Int[0, _fragments.Length - 1].Select(i => _fragments[i]).Array[0, 12].Select(string.Concat),
        Gen.Int[0, _fragments.Length - 1].Select(i => _fragments[i]).Array[0, 12].Select(parts => string.Join(' ', parts)),
        Gen.String[0, 40]);

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, "")]
    [InlineData(DatabaseProvider.Postgres, "")]
    [InlineData(DatabaseProvider.Sqlite, "  \t\n ")]
    [InlineData(DatabaseProvider.Postgres, "\"\" * () : & | ! 🔥")]
    [InlineData(DatabaseProvider.Sqlite, "\"\" * () : & | ! 🔥")]
    public async Task Without_any_word_nothing_is_found(DatabaseProvider provider, string text)
    {
        var found = await (await ClientAsync(provider)).Find(text);

        Assert.Empty(found.Names);
        Assert.Equal(0, found.TotalCount);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Common_words_and_operators_are_words(DatabaseProvider provider)
    {
        var client = await ClientAsync(provider);
        var word = Finder.Coin("not");
        var incident = await client.Declare(new { title = $"The {word} AND of OR NEAR" });

        foreach (var text in (string[])["the", "AND", "or", "near", "THE AND of", "near(", "of)", "\"OR NEAR\""])
            Assert.Equal([$"Incident {incident.Key}"], (await client.Find($"{text} {word}")).Names);
        foreach (var text in (string[])[$"not:{word}", $"title:{word}", $"\"{word} and", "OR: absent", "NOT absent"])
            Assert.Empty((await client.Find($"{text} {word}")).Names);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task What_is_too_long_or_not_storable_is_a_request_error(DatabaseProvider provider)
    {
        var client = await ClientAsync(provider);

        Assert.Equal("BAD_USER_INPUT", (await client.Search(new string('x', 10_000))).RefusalCode);
        Assert.Equal("BAD_USER_INPUT", (await client.Search(string.Join(' ', Enumerable.Range(0, 33)))).RefusalCode);
        Assert.Equal("BAD_USER_INPUT", (await client.Search("nothing \0 here")).RefusalCode);
        Assert.Equal("BAD_USER_INPUT", (await client.SendBody("""{ "query": "{ search(text: \"half \\ud83d of it\") { nodes { __typename } } }" }""")).RefusalCode);
        Assert.Empty((await client.Find(new string('x', 500))).Names);
        Assert.Empty((await client.Find(string.Join(' ', Enumerable.Range(0, 32)))).Names);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Any_text_is_answered(DatabaseProvider provider)
    {
        var client = await ClientAsync(provider);
        await client.Declare(new { title = "Payments by the gateway fail with 42 é ß 支付 خطأ" });

        await _texts.SampleAsync(
            async text =>
            {
                var answer = await client.Search(text);
                Assert.True(answer.Body.TryGetProperty("data", out _) || answer.RefusalCode == "BAD_USER_INPUT", $"{JsonSerializer.Serialize(text)}: {answer}");
            },
            iter: 300, threads: 1);
        Assert.Empty((await servers.On(provider)).Complaints.Lines);
    }

    private async Task<GraphQLClient> ClientAsync(DatabaseProvider provider) => (await servers.On(provider)).As("typist", Persona.Admin);
}
