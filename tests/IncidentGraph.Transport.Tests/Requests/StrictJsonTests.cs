using System.Text;
using IncidentGraph.Transport.Requests;

namespace IncidentGraph.Transport.Tests.Requests;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\ud800"}""")]
    [InlineData("""{"\u0041":null}""")]
    public void Valid_text_is_parsed(string json) => Assert.NotNull(StrictJson.Parse(json, 4).Value);

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\uDC00\uD800"}""")]
    [InlineData("""{"\udfff":1}""")]
    [InlineData("""["x","\ud83dx"]""")]
    public void A_lone_surrogate_is_refused(string json) => Assert.Equal(ErrorCodes.BadRequest, Refused(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Invalid_utf8_is_refused() => Assert.Equal(ErrorCodes.BadRequest, Refused([(byte)'"', 0xc3, 0x28, (byte)'"']));

    [Theory]
    [InlineData("[[[[1]]]]", null)]
    [InlineData("[[[[[1]]]]]", ErrorCodes.DepthLimit)]
    [InlineData("[[[[[1]]]]", ErrorCodes.BadRequest)]
    public void Depth_is_told_from_bad_syntax(string json, string? code) => Assert.Equal(code, Refused(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":[{"b":{},"\u0062":{}}]}""")]
    public void A_member_given_twice_is_refused(string json) => Assert.Equal(ErrorCodes.BadRequest, Refused(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Depth_costs_no_stack()
    {
        const int Depth = 5_000_000;
        Assert.Equal(ErrorCodes.DepthLimit, Refused(Encoding.UTF8.GetBytes(new string('[', Depth) + new string(']', Depth))));
    }

    private static string? Refused(byte[] json)
    {
        var (value, problem, code) = StrictJson.Parse(json, 4);
        Assert.Equal(value is null, problem is not null);
        return value is null ? code : null;
    }
}
