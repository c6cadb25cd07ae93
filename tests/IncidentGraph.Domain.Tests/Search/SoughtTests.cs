using IncidentGraph.Domain.Search;

namespace IncidentGraph.Domain.Tests.Search;

public sealed class SoughtTests
{
    [Theory]
    [InlineData("Payments fail", "|payments| |fail|")]
    [InlineData("payment-gateway down", "|payment|gateway| |down|")]
    [InlineData("\"payment gateway\" down", "|payment|gateway| |down|")]
    [InlineData("down \"payment gateway", "|down| |payment|gateway|")]
    [InlineData("“payment gateway” x", "|payment|gateway| |x|")]
    [InlineData("pay* gate*way", "|pay |gate|way|")]
    [InlineData("\"payment gat*\"", "|payment|gat")]
    [InlineData("#42", "|42|")]
    [InlineData("支付", "|支|付|")]
    [InlineData("* \"\" \" ** ) OR", "|or|")]
    [InlineData("🔥", "")]
    public void A_text_asks_for_phrases(string text, string patterns) =>
        Assert.Equal(patterns.Split(' ', StringSplitOptions.RemoveEmptyEntries), Sought.Of(text).Phrases.Select(p => p.Pattern));

    [Fact]
    public void A_word_said_twice_is_sought_once() =>
        Assert.Equal(["a", "b"], Sought.Of("a b A").Words.Select(w => w.Text));
}
