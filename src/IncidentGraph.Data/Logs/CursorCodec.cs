using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace IncidentGraph.Data.Logs;

public enum CursorFault
{
    None,

    /// <summary>Malformed, of another log, or ahead of the head.</summary>
    Invalid,

    /// <summary>Older than what may still be resumed.</summary>
    Expired,
}

/// <summary>What a cursor says. Position holds only without a fault.</summary>
public readonly record struct CursorReading(CursorFault Fault, long Position);

/// <summary>
/// A cursor is version (1 byte), epoch (8), position (8, big endian) and an HMAC-SHA-256 over them cut to 16 bytes, as
/// base64url: opaque, and worthless against another log.
/// </summary>
public sealed class CursorCodec
{
    public const string Origin = "origin";

    private const byte FormatVersion = 1;
    private const int EpochAt = 1;
    private const int PositionAt = EpochAt + LogIdentity.EpochBytes;
    private const int SealAt = PositionAt + sizeof(long);
    private const int SealBytes = 16;
    private const int Length = SealAt + SealBytes;

    private readonly byte[] _epoch;
    private readonly byte[] _key;

    public CursorCodec(ReadOnlySpan<byte> epoch, ReadOnlySpan<byte> key)
    {
        if (epoch.Length != LogIdentity.EpochBytes)
            throw new ArgumentException($"An epoch has {LogIdentity.EpochBytes} bytes.", nameof(epoch));

        _epoch = epoch.ToArray();
        _key = key.ToArray();
    }

    public string Write(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = FormatVersion;
        _epoch.CopyTo(bytes[EpochAt..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[PositionAt..], position);
        Seal(bytes[..SealAt], bytes[SealAt..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor to resume from, where all after <paramref name="oldest"/> may be resumed.</summary>
    public CursorReading Read(string text, long head, long oldest)
    {
        if (!TryRead(text, out var position) || position > head)
            return new(CursorFault.Invalid, 0);

        return position < oldest ? new(CursorFault.Expired, 0) : new(CursorFault.None, position);
    }

    /// <summary>The position alone, however old; "origin" is 0, before the first event.</summary>
    public bool TryRead(string text, out long position)
    {
        position = 0;
        if (string.Equals(text, Origin, StringComparison.Ordinal))
            return true;

        Span<byte> bytes = stackalloc byte[Length];
        if (!TryDecode(text, bytes) || bytes[0] != FormatVersion || !bytes[EpochAt..PositionAt].SequenceEqual(_epoch))
            return false;

        Span<byte> seal = stackalloc byte[SealBytes];
        Seal(bytes[..SealAt], seal);
        if (!CryptographicOperations.FixedTimeEquals(seal, bytes[SealAt..]))
            return false;

        position = BinaryPrimitives.ReadInt64BigEndian(bytes[PositionAt..]);
        return position >= 0;
    }

    /// <summary>Only the exact text that <see cref="Write"/> makes: no padding, no white space.</summary>
    private static bool TryDecode(string text, Span<byte> bytes) =>
        text.Length == Base64Url.GetEncodedLength(Length)
        && Base64Url.IsValid(text, out var length)
        && length == Length
        && Base64Url.TryDecodeFromChars(text, bytes, out var written)
        && written == Length;

    private void Seal(ReadOnlySpan<byte> bytes, Span<byte> seal)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, bytes, full);
        full[..SealBytes].CopyTo(seal);
    }
}
