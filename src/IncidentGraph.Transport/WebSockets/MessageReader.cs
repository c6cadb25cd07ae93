using System.Buffers;
using System.Net.WebSockets;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>Puts fragments together, within a bound. The bytes of a message are valid until the next is read.</summary>
internal sealed class MessageReader(WebSocket socket, int maxBytes)
{
    // What a socket keeps between messages; a big one gives its buffer back.
    private const int KeptBytes = 64 * 1024;

    private readonly byte[] _chunk = new byte[4096];
    private ArrayBufferWriter<byte> _message = new();

    public enum Kind
    {
        Text,
        Binary,
        TooBig,
        Close,
    }

    public ReadOnlySpan<byte> Message => _message.WrittenSpan;

    public async ValueTask<Kind> ReadAsync()
    {
        if (_message.Capacity > KeptBytes)
            _message = new ArrayBufferWriter<byte>();
        _message.ResetWrittenCount();
        while (true)
        {
            var read = await socket.ReceiveAsync(_chunk.AsMemory(), CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close)
                return Kind.Close;
            if (read.MessageType == WebSocketMessageType.Binary)
                return Kind.Binary;
            if (_message.WrittenCount + read.Count > maxBytes)
                return Kind.TooBig;
            _message.Write(_chunk.AsSpan(0, read.Count));
            if (read.EndOfMessage)
                return Kind.Text;
        }
    }
}
