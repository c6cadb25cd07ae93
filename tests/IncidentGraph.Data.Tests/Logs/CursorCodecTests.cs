using System.Security.Cryptography;
using CsCheck;
using IncidentGraph.Data.Logs;

namespace IncidentGraph.Data.Tests.Logs;

public sealed class CursorCodecTests
{
    private static readonly byte[] Epoch = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly CursorCodec Codec = new(Epoch, Key);

    [Fact]
    public void Every_position_reads_back_as_itself() =>
        Gen.Long[0, long.MaxValue].Sample(position =>
            Codec.Read(Codec.Write(position), long.MaxValue, 0) == new CursorReading(CursorFault.None, position));

    [Fact]
    public void A_cursor_with_any_character_changed_is_invalid() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Int[0, 43], Gen.Char.AlphaNumeric).Sample((position, at, letter) =>
        {
            var cursor = Codec.Write(position);
            var changed = cursor.Remove(at, 1).Insert(at, letter.ToString());
            return changed == cursor || Codec.Read(changed, long.MaxValue, 0).Fault == CursorFault.Invalid;
        });

    [Fact]
    public void Text_that_is_no_cursor_is_invalid() =>
        Gen.String.Sample(text => text == CursorCodec.Origin || Codec.Read(text, long.MaxValue, 0).Fault == CursorFault.Invalid);

    [Theory]
    [InlineData("")]
    [InlineData(" origin")]
    [InlineData("Origin")]
    [InlineData("====")]
    public void Near_misses_are_invalid(string text) =>
        Assert.Equal(CursorFault.Invalid, Codec.Read(text, 10, 0).Fault);

    [Fact]
    public void White_space_around_a_cursor_is_invalid() =>
        Assert.Equal(CursorFault.Invalid, Codec.Read(Codec.Write(1) + "\n", 10, 0).Fault);

    [Fact]
    public void A_cursor_of_another_epoch_or_key_is_invalid()
    {
        var otherEpoch = new CursorCodec([8, 7, 6, 5, 4, 3, 2, 1], Key);
        var otherKey = new CursorCodec(Epoch, RandomNumberGenerator.GetBytes(32));

        Assert.Equal(CursorFault.Invalid, otherEpoch.Read(Codec.Write(5), 10, 0).Fault);
        Assert.Equal(CursorFault.Invalid, otherKey.Read(Codec.Write(5), 10, 0).Fault);
    }

    [Theory]
    [InlineData(10, CursorFault.None)]
    [InlineData(11, CursorFault.Invalid)]
    [InlineData(4, CursorFault.None)]
    [InlineData(3, CursorFault.Expired)]
    public void Ahead_of_the_head_is_invalid_and_before_the_window_expired(long position, CursorFault fault) =>
        Assert.Equal(fault, Codec.Read(Codec.Write(position), head: 10, oldest: 4).Fault);

    [Fact]
    public void The_origin_is_expired_when_the_window_does_not_reach_it()
    {
        Assert.Equal(new CursorReading(CursorFault.None, 0), Codec.Read(CursorCodec.Origin, 10, 0));
        Assert.Equal(CursorFault.Expired, Codec.Read(CursorCodec.Origin, 10, 1).Fault);
    }
}
