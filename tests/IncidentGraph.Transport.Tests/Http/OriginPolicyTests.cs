using IncidentGraph.Transport.Http;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Tests.Http;

public sealed class OriginPolicyTests
{
    [Theory]
    [InlineData(null, "a.example", true)]
    [InlineData("https://a.example", "a.example", true)]
    [InlineData("https://A.example", "a.EXAMPLE", true)]
    [InlineData("http://a.example:5000", "a.example:5000", true)]
    [InlineData("http://[::1]:5000", "[::1]:5000", true)]
    [InlineData("http://a.example:5001", "a.example:5000", false)]
    [InlineData("http://a.example:5000", "a.example", false)]
    [InlineData("https://a.example.evil.example", "a.example", false)]
    [InlineData("https://evil.example", "a.example", false)]
    [InlineData("null", "a.example", false)]
    public void Only_the_servers_own_pages_are_allowed_by_default(string? origin, string host, bool allowed) =>
        Assert.Equal(allowed, new OriginPolicy([]).Allows(origin, new HostString(host)));

    [Fact]
    public void Listed_origins_are_allowed_and_a_star_is_any()
    {
        var host = new HostString("a.example");
        Assert.True(new OriginPolicy(["https://b.example/"]).Allows("https://b.example", host));
        Assert.False(new OriginPolicy(["https://b.example"]).Allows("http://b.example", host));
        Assert.True(new OriginPolicy(["*"]).Allows("null", host));
    }
}
