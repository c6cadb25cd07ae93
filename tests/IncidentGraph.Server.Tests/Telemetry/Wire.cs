using System.Text;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>A message of Protocol Buffers, read without its schema: fields by their numbers (encoding guide, "Message Structure").</summary>
internal sealed class Wire
{
    private readonly List<(int Field, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public Wire(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var key = Varint(ref bytes);
            var length = (key & 7) switch
            {
                0 => -1,
                1 => 8,
                2 => (int)Varint(ref bytes),
                5 => 4,
                var type => throw new FormatException($"There is no wire type {type}."),
            };
            if (length < 0)
            {
                Varint(ref bytes);
                continue;
            }

            _fields.Add(((int)(key >> 3), bytes[..length]));
            bytes = bytes[length..];
        }
    }

    public IEnumerable<ReadOnlyMemory<byte>> All(int field) => _fields.Where(f => f.Field == field).Select(f => f.Bytes);

    public IEnumerable<Wire> Messages(int field) => All(field).Select(bytes => new Wire(bytes));

    public string Text(int field) => Encoding.UTF8.GetString(All(field).FirstOrDefault().Span);

    public string Hex(int field) => Convert.ToHexStringLower(All(field).FirstOrDefault().Span);

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes.Span[0];
            bytes = bytes[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
