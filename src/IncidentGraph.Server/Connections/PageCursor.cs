using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using IncidentGraph.Domain;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Connections;

/// <summary>The place of a row in an order, opaque to clients: the order's signature and the row's keys.</summary>
internal static class PageCursor
{
    public static string Write(string signature, IReadOnlyList<object> keys)
    {
        var parts = new List<object> { signature };
        parts.AddRange(keys.Select(k => k is DateTimeOffset time ? time.ToUnixTimeMilliseconds() : k));
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    /// <exception cref="RequestException">No cursor of this order.</exception>
    public static IReadOnlyList<object> Read(string cursor, string signature, IReadOnlyList<Type> types)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            var parts = json.RootElement.EnumerateArray().ToList();
            if (parts.Count == types.Count + 1 && parts[0].GetString() == signature)
                return [.. types.Select((t, i) => Value(parts[i + 1], t))];
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentException or DecoderFallbackException)
        {
            // falls through: whatever is wrong with it, the remedy is the same
        }

        throw new RequestException(
            "CURSOR_INVALID", "The cursor belongs to no page of this list.", "Use a cursor of the same field with the same order, or none.");
    }

    private static object Value(JsonElement part, Type type) => type switch
    {
        _ when type == typeof(string) => part.GetString() is { } text && TextRules.IsStorable(text) ? text : throw new FormatException(),
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.FromUnixTimeMilliseconds(part.GetInt64()),
        _ when type == typeof(int) => part.GetInt32(),
        _ => part.GetInt64(),
    };
}
