using CsCheck;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Search;

/// <summary>The same objects, the same text: the same hits in the same order, whatever the database.</summary>
public sealed class SearchAlikeTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] _vocabulary =
    [
        "payment", "payments", "gateway", "timeout", "checkout", "the", "über", "Zürich", "naïve", "支付", "网关", "ошибка", "خطأ", "v2.1", "E_503", "10.0.3", "don't", "İstanbul", "한국어", "ﬁre", "x",
    ];

    private static readonly Gen<string> _words = Gen.Int[0, _vocabulary.Length - 1].Select(i => _vocabulary[i]);

    private static readonly Gen<string> _texts = Gen.Select(_words.Array[1, 3], Gen.Int[0, 4]).Select((words, form) => form switch
    {
        0 => $"\"{string.Join(' ', words)}\"",
        1 => $"{words[0][..1]}*",
        2 => string.Join('-', words),
        _ => string.Join(' ', words),
    });

    [SkippableFact]
    public async Task Both_databases_answer_alike()
    {
        GraphQLClient[] clients = [await ClientAsync(DatabaseProvider.Sqlite), await ClientAsync(DatabaseProvider.Postgres)];
        var dice = new Random(7);
        for (var i = 0; i < 40; i++)
        {
            var incident = new { title = Say(dice, 4), summary = Say(dice, 20), symptoms = new[] { Say(dice, 3), Say(dice, 3) } };
            foreach (var client in clients)
                await client.Declare(incident);
        }

        var found = 0;
        await _texts.SampleAsync(
            async text =>
            {
                var (one, other) = ((await clients[0].Find(text, first: 100)).Names, (await clients[1].Find(text, first: 100)).Names);
                Assert.True(one.SequenceEqual(other), $"{text}: {string.Join(", ", one)} — {string.Join(", ", other)}");
                found += one.Count;
            },
            iter: 150, threads: 1);
        Assert.InRange(found, 300, int.MaxValue);
    }

    private static string Say(Random dice, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => _vocabulary[dice.Next(_vocabulary.Length)]));

    private async Task<GraphQLClient> ClientAsync(DatabaseProvider provider) => (await servers.On(provider)).As("alike", Persona.Admin);
}
