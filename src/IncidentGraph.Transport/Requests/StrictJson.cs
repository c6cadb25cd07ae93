using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IncidentGraph.Transport.Requests;

/// <summary>
/// Parses what clients send so that nothing later can stumble over it: valid UTF-8, no lone surrogates, bounded depth.
/// Neither pass recurses, so depth costs no stack.
/// </summary>
internal static class StrictJson
{
    /// <summary>The value, or the problem and its error code. The value owns its memory.</summary>
    public static (JsonElement? Value, string? Problem, string Code) Parse(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (!Utf8.IsValid(utf8))
            return (null, "The text is not valid UTF-8.", ErrorCodes.BadRequest);
        try
        {
            var value = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth });
            return HasLoneSurrogate(utf8, maxDepth)
                ? (null, "The text holds a lone surrogate.", ErrorCodes.BadRequest)
                : (value, null, "");
        }
        catch (JsonException)
        {
            return IsWellFormed(utf8)
                ? (null, $"The JSON nests deeper than {maxDepth} levels.", ErrorCodes.DepthLimit)
                : (null, "The text is not valid JSON.", ErrorCodes.BadRequest);
        }
    }

    public static (JsonElement? Value, string? Problem, string Code) Parse(string text, int maxDepth) =>
        Parse(Encoding.UTF8.GetBytes(text), maxDepth);

    // Only an escape can smuggle a lone surrogate into valid UTF-8, and escapes are rare.
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
            return false;
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    _ = reader.GetString();
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
