using CsCheck;
using IncidentGraph.Domain.Search;

namespace IncidentGraph.Domain.Tests.Search;

public sealed class HighlighterTests
{
    private static readonly string _long = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"w{i}"));

    [Theory]
    [InlineData("Payments fail", "fail", "Payments [fail]")]
    [InlineData("Über-Payments (prod)", "uber prod", "[Über]-Payments ([prod])")]
    [InlineData("a b a c", "\"a b\"", "[a b] a c")]
    [InlineData("pay the payments", "pay*", "[pay] the [payments]")]
    [InlineData("e\u0301clair 🔥", "eclair", "[e\u0301clair] 🔥")]
    [InlineData("支付网关", "付网", "支[付网]关")]
    [InlineData("<b>x</b>", "x", "<b>[x]</b>")]
    public void Short_texts_are_shown_whole(string text, string sought, string expected) =>
        Assert.Equal([expected], Show(text, sought));

    [Fact]
    public void Long_texts_are_shown_by_passages()
    {
        var shown = Show(_long, "w100 w105 w300 w399").ToList();

        Assert.Equal(2, shown.Count);
        Assert.StartsWith("…w85 ", shown[0]);
        Assert.Contains(" [w100] ", shown[0]);
        Assert.Contains(" [w105] ", shown[0]);
        Assert.EndsWith("…", shown[0]);
        Assert.Contains(" [w300] ", shown[1]);
    }

    [Fact]
    public void What_says_nothing_of_it_is_left_out() => Assert.Empty(Show("Payments fail", "succeed"));

    [Fact]
    public void Segments_are_the_text_and_matches_are_what_was_sought() =>
        Gen.Select(Gen.String[0, 300], Gen.Int[0, 20]).Sample((text, at) =>
        {
            var word = Words.Of(text).Select(w => w.Text).ElementAtOrDefault(at);
            if (word is null)
                return;
            var sought = new Sought([new SoughtPhrase([new SoughtWord(word, IsPrefix: false)])]);
            var shown = Highlighter.Of([new SearchField("body", SearchPlace.Body, text)], sought);
            Assert.NotEmpty(shown);
            Assert.All(shown, highlight =>
            {
                Assert.Contains(string.Concat(highlight.Segments.Select(s => s.Text)).Trim('…'), text, StringComparison.Ordinal);
                Assert.All(highlight.Segments.Where(s => s.IsMatch), s => Assert.Equal([word], Words.Of(s.Text).Select(w => w.Text)));
                Assert.Contains(highlight.Segments, s => s.IsMatch);
            });
        });

    private static IEnumerable<string> Show(string text, string sought) =>
        Highlighter.Of([new SearchField("body", SearchPlace.Body, text)], Sought.Of(sought))
            .Select(h => string.Concat(h.Segments.Select(s => s.IsMatch ? $"[{s.Text}]" : s.Text)));
}
