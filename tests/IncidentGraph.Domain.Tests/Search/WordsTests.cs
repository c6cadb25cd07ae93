using CsCheck;
using IncidentGraph.Domain.Search;

namespace IncidentGraph.Domain.Tests.Search;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Payments fail!", "payments fail")]
    [InlineData("the payment-gateway of 10.0.3", "the payment gateway of 10 0 3")]
    [InlineData("java.lang.NullPointerException: E_503", "java lang nullpointerexception e 503")]
    [InlineData("Zürich, ÉCLAIR, Øresund, Straße, İstanbul, œuvre", "zurich eclair oresund strasse istanbul oeuvre")]
    [InlineData("e\u0301clair soft\u00adhyphen \u200fשָׁלוֹם", "eclair softhyphen שלום")]
    [InlineData("Ёлка Άλφα λόγος", "елка αλφα λογοσ")]
    [InlineData("支付网关 timeout カタ", "支 付 网 关 timeout カ タ")]
    [InlineData("ｅ５０３ 한국어", "e503 한국어")]
    [InlineData("🔥👩‍🚒 -- _ \0 \ud83d", "")]
    public void Text_is_cut_into_folded_words(string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Words.Of(text).Select(w => w.Text));

    [Fact]
    public void A_long_run_is_several_words() =>
        Assert.Equal([64, 64, 2], Words.Of(new string('a', 130)).Select(w => w.Text.Length));

    [Fact]
    public void Neighbours_of_one_text_share_a_bar() =>
        Assert.Equal("|one|two||three|", Words.Line("One, two", "—", "Three"));

    [Fact]
    public void Any_text_gives_ordered_words_of_letters_within_it() => Gen.String[0, 60].Sample(text =>
    {
        var end = 0;
        foreach (var word in Words.Of(text))
        {
            Assert.InRange(word.Start, end, word.End - 1);
            Assert.InRange(word.End, word.Start + 1, text.Length);
            Assert.InRange(word.Text.Length, 1, Words.Longest + 2);
            Assert.DoesNotContain(Words.Bar, word.Text);
            Assert.DoesNotContain(word.Text, char.IsWhiteSpace);
            Assert.True(TextRules.IsStorable(word.Text));
            end = word.End;
        }
    });

    [Fact]
    public void What_was_folded_once_stays_as_it_is() => Gen.String[0, 60].Sample(text =>
    {
        var words = Words.Of(text).Select(w => w.Text).ToList();
        Assert.Equal(words, Words.Of(string.Join(' ', words)).Select(w => w.Text));
    });
}
