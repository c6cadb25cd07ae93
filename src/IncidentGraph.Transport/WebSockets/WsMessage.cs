using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IncidentGraph.Transport.Requests;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>A message of the client, taken apart: an object with a <c>type</c>.</summary>
internal readonly record struct WsMessage(string Type, JsonElement Json)
{
    public static (WsMessage? Message, string? Problem) Parse(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var (json, problem, _) = StrictJson.Parse(utf8, maxDepth);
        if (json is not { } value)
            return (null, problem);
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? (new WsMessage(type.GetString()!, value), null)
            : (null, "A message is a JSON object with a 'type'.");
    }

    /// <summary>The id, which must be a string with at least one character.</summary>
    public bool TryGetId([NotNullWhen(true)] out string? id)
    {
        id = Json.TryGetProperty("id", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return !string.IsNullOrEmpty(id);
    }

    /// <summary>The payload of anything but <c>subscribe</c>: an object, or absent.</summary>
    public bool TryGetPayload(out JsonElement? payload)
    {
        payload = null;
        if (!Json.TryGetProperty("payload", out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        payload = value;
        return value.ValueKind == JsonValueKind.Object;
    }
}
