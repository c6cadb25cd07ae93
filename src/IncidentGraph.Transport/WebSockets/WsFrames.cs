using System.Buffers;
using System.Text.Json;
using IncidentGraph.Transport.Responses;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>The server's messages, as the protocol writes them.</summary>
internal static class WsFrames
{
    public static ReadOnlyMemory<byte> Ack { get; } = """{"type":"connection_ack"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Ping { get; } = """{"type":"ping"}"""u8.ToArray();

    private static readonly ReadOnlyMemory<byte> _pong = """{"type":"pong"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Pong(JsonElement? payload) => payload is { } value
        ? Write(null, "pong"u8, 64, json => value.WriteTo(json))
        : _pong;

    public static ReadOnlyMemory<byte> Next(string id, ReadOnlyMemory<byte> response) =>
        Write(id, "next"u8, response.Length, json => json.WriteRawValue(response.Span, skipInputValidation: true));

    public static ReadOnlyMemory<byte> Error(string id, IReadOnlyList<OperationError> errors) =>
        Write(id, "error"u8, 256, json => ErrorResponse.WriteList(json, errors));

    public static ReadOnlyMemory<byte> Complete(string id) => Write(id, "complete"u8, 0, null);

    private static ReadOnlyMemory<byte> Write(string? id, ReadOnlySpan<byte> type, int payloadSize, Action<Utf8JsonWriter>? writePayload)
    {
        var buffer = new ArrayBufferWriter<byte>(payloadSize + 128);
        using var json = new Utf8JsonWriter(buffer, ErrorResponse.Style);
        json.WriteStartObject();
        if (id is not null)
            json.WriteString("id"u8, id);
        json.WriteString("type"u8, type);
        if (writePayload is not null)
        {
            json.WritePropertyName("payload"u8);
            writePayload(json);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
