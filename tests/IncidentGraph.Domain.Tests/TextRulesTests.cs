using System.Text;
using CsCheck;

namespace IncidentGraph.Domain.Tests;

public sealed class TextRulesTests
{
    [Fact]
    public void Only_null_characters_and_half_surrogate_pairs_cannot_be_stored()
        => Gen.Char.Array[0, 8].Select(c => new string(c)).Sample(text =>
        {
            var encoding = new UTF8Encoding(false, throwOnInvalidBytes: true);
            bool wellFormed;
            try
            {
                wellFormed = encoding.GetByteCount(text) >= 0 && !text.Contains('\0', StringComparison.Ordinal);
            }
            catch (EncoderFallbackException)
            {
                wellFormed = false;
            }

            Assert.Equal(wellFormed, TextRules.IsStorable(text));
        });

    [Fact]
    public void A_cut_text_fits_and_never_ends_in_half_a_character()
        => Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("😀"), Gen.Const(" ")).Array[0, 40], Gen.Int[2, 30]).Sample((parts, max) =>
        {
            var text = string.Concat(parts);

            var cut = TextRules.Cut(text, max);

            Assert.InRange(cut.Length, 0, max);
            Assert.True(TextRules.IsStorable(cut));
            Assert.True(cut == text || cut.EndsWith('…'));
        });

    [Theory]
    [InlineData("One line, مرحبا 👩‍🚒", true)]
    [InlineData("two\nlines", false)]
    [InlineData("two\u2028lines", false)]
    [InlineData("two\u0085lines", false)]
    [InlineData("a\tcolumn", false)]
    [InlineData("\u001b[31mred", false)]
    public void Line_breaks_and_other_controls_are_no_part_of_one_line(string text, bool isOneLine)
    {
        Assert.Equal(isOneLine, TextRules.IsOneLine(text));
        Assert.True(TextRules.IsOneLine(TextRules.Flat(text)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" \t\n\u00a0", true)]
    [InlineData("\u200b\u2060\ufeff", true)]
    [InlineData("\u200bvisible", false)]
    [InlineData("👩‍🚒", false)]
    public void What_shows_nothing_is_blank(string text, bool isBlank) => Assert.Equal(isBlank, TextRules.IsBlank(text));

    [Theory]
    [InlineData("It works", "It works.")]
    [InlineData("Does it work?", "Does it work?")]
    [InlineData("Two\nlines \t here.", "Two lines here.")]
    public void A_sentence_is_one_line_with_one_mark_at_its_end(string text, string sentence)
        => Assert.Equal(sentence, TextRules.Sentence(text));

    [Theory]
    [InlineData("https://example.org", true)]
    [InlineData("http://localhost:8080/a?b=c", true)]
    [InlineData("ftp://example.org", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("//example.org", false)]
    [InlineData("/path", false)]
    public void Only_absolute_http_addresses_are_taken(string address, bool isTaken)
        => Assert.Equal(isTaken, TextRules.IsWebAddress(address));

    [Fact]
    public void Enum_values_read_as_the_contract_writes_them()
    {
        Assert.Equal("SUBJECT_MATTER_EXPERT", Wire.Name(Domain.Incidents.IncidentRole.SubjectMatterExpert));
        Assert.Equal("third party", Wire.Words(Domain.Incidents.IncidentType.ThirdParty));
    }

    [Fact]
    public void A_change_that_is_absent_leaves_and_null_clears()
    {
        Change<string?> absent = default;
        Change<string?> cleared = default(string?);

        Assert.Equal(("old", null, "new"), (absent.Or("old"), cleared.Or("old"), new Change<string?>("new").Or("old")));
    }
}
