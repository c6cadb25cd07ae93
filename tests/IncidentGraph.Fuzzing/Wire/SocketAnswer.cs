using System.Buffers.Binary;
using System.Text;

namespace IncidentGraph.Fuzzing.Wire;

/// <summary>What a server has said on a socket.</summary>
/// <param name="Messages">The texts, whole.</param>
/// <param name="CloseCode">Of its close frame; null when there was none, 0 when that was empty.</param>
internal sealed record SocketAnswer(IReadOnlyList<string> Messages, int? CloseCode)
{
    /// <exception cref="FormatException">A server sends no such frame.</exception>
    public static SocketAnswer Read(ReadOnlySpan<byte> bytes)
    {
        var messages = new List<string>();
        using var message = new MemoryStream();
        int? closeCode = null;
        while (Next(bytes) is var (opcode, isLast, start, length))
        {
            var payload = bytes.Slice(start, length);
            bytes = bytes[(start + length)..];
            switch (opcode)
            {
                case Frames.Continuation or Frames.Text:
                    message.Write(payload);
                    if (!isLast)
                        break;
                    messages.Add(Encoding.UTF8.GetString(message.ToArray()));
                    message.SetLength(0);
                    break;
                case Frames.Close:
                    closeCode = payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
                    break;
            }
        }

        return new SocketAnswer(messages, closeCode);
    }

    private static (int Opcode, bool IsLast, int Start, int Length)? Next(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return null;
        var opcode = bytes[0] & 0x0f;
        if ((bytes[0] & 0x70) != 0 || (bytes[1] & 0x80) != 0 || opcode is not (Frames.Continuation or Frames.Text or Frames.Close or 9 or 10))
            throw new FormatException($"A server sends no frame that begins with {bytes[0]:x2} {bytes[1]:x2}.");
        var (start, length) = (bytes[1] & 0x7f) switch
        {
            126 when bytes.Length >= 4 => (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            127 when bytes.Length >= 10 => (10, (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
            126 or 127 => (int.MaxValue, 0),
            var small => (2, small),
        };
        return start == int.MaxValue || bytes.Length < start + length ? null : (opcode, (bytes[0] & 0x80) != 0, start, length);
    }
}
