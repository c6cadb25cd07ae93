using System.Buffers.Binary;

namespace IncidentGraph.Fuzzing.Wire;

/// <summary>The frames of RFC 6455, right or wrong.</summary>
internal static class Frames
{
    public const byte Continuation = 0;
    public const byte Text = 1;
    public const byte Close = 8;

    private const int Short = 126;
    private const int Long = 127;

    /// <param name="first">FIN, the reserved bits and the opcode.</param>
    /// <param name="payload">Before it is masked.</param>
    /// <param name="mask">Null leaves it unmasked, which clients must not.</param>
    /// <param name="announced">The length that the frame claims to have; null tells the truth.</param>
    public static byte[] Write(byte first, byte[] payload, byte[]? mask, ulong? announced = null)
    {
        var head = Head(first, announced ?? (ulong)payload.Length, mask is not null);
        var body = mask is null ? payload : [.. payload.Select((one, i) => (byte)(one ^ mask[i % mask.Length]))];
        return [.. head, .. mask ?? [], .. body];
    }

    /// <summary>A whole message, as a client sends it.</summary>
    public static byte[] Message(string text, byte[] mask) => Write(0x80 | Text, System.Text.Encoding.UTF8.GetBytes(text), mask);

    private static byte[] Head(byte first, ulong length, bool isMasked)
    {
        var masked = (byte)(isMasked ? 0x80 : 0);
        if (length < Short)
            return [first, (byte)(masked | (byte)length)];
        if (length <= ushort.MaxValue)
            return [first, (byte)(masked | Short), (byte)(length >> 8), (byte)length];
        var head = new byte[10];
        (head[0], head[1]) = (first, (byte)(masked | Long));
        BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(2), length);
        return head;
    }
}
