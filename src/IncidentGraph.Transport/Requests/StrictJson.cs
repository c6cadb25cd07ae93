using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IncidentGraph.Transport.Requests;

/// <summary>
/// Parses what clients send so that nothing later can stumble over it: valid UTF-8, no lone surrogates, each member once, bounded depth.
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
            // First, since names are compared as what their escapes stand for.
            if (HasLoneSurrogate(utf8, maxDepth))
                return (null, "The text holds a lone surrogate.", ErrorCodes.BadRequest);
            return (JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false }), null, "");
        }
        catch (JsonException)
        {
            return DepthOf(utf8) switch
            {
                null => (null, "The text is not valid JSON.", ErrorCodes.BadRequest),
                var depth when depth > maxDepth => (null, $"The JSON nests deeper than {maxDepth} levels.", ErrorCodes.DepthLimit),
                _ => (null, "The JSON has an object with two members of one name.", ErrorCodes.BadRequest),
            };
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

    /// <summary>How deep it nests; null when it is not JSON.</summary>
    private static int? DepthOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var deepest = 0;
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
                deepest = Math.Max(deepest, reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? reader.CurrentDepth + 1 : 0);
            return deepest;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
