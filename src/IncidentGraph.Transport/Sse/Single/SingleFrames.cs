using System.Buffers;
using System.Text.Json;
using IncidentGraph.Transport.Responses;

namespace IncidentGraph.Transport.Sse.Single;

/// <summary>What the events of a reserved stream carry: the operation's id, since there are several (graphql-sse, "Single connection mode").</summary>
internal static class SingleFrames
{
    public static ReadOnlyMemory<byte> Next(string id, ReadOnlyMemory<byte> response) => SseProtocol.Event("next", Data(id, response.Span));

    public static ReadOnlyMemory<byte> Complete(string id) => SseProtocol.Event("complete", Data(id, default));

    private static ReadOnlySpan<byte> Data(string id, ReadOnlySpan<byte> payload)
    {
        var buffer = new ArrayBufferWriter<byte>(payload.Length + 128);
        using var json = new Utf8JsonWriter(buffer, ErrorResponse.Style);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        if (!payload.IsEmpty)
        {
            json.WritePropertyName("payload"u8);
            json.WriteRawValue(payload, skipInputValidation: true);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
