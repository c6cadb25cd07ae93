namespace IncidentGraph.Domain.Tests;

public sealed class KeysTests
{
    [Theory]
    [InlineData("Git Operations (EU)", "git-operations-eu")]
    [InlineData("  --Café_Größe--  ", "cafe-grosse")]
    [InlineData("支付", "")]
    [InlineData("\ud83d 1", "1")]
    public void A_name_becomes_a_key(string name, string key) => Assert.Equal(key, Keys.From(name));

    [Fact]
    public void A_key_stays_within_its_bound_with_a_suffix_too()
    {
        var key = Keys.From(new string('a', 200));

        Assert.Equal(TextRules.Key, key.Length);
        Assert.Equal(TextRules.Key, Keys.WithSuffix(key, "17").Length);
        Assert.EndsWith("a-17", Keys.WithSuffix(key, "17"), StringComparison.Ordinal);
        Assert.True(TextRules.IsKey(Keys.WithSuffix("a-", "2")));
    }
}
