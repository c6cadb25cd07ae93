using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>Reads JSON whose fields may be missing, or of another type than they should be.</summary>
internal static partial class Json
{
    private const int FirstYear = 1990; // before, times stand for "none"

    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null
            ? field
            : null;

    /// <summary>Numbers are read as they are written; blank is null.</summary>
    public static string? Text(this JsonElement element, string name) => element.Field(name) is { } field && Text(field) is { } text
        && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public static string? Word(this JsonElement element, string name) => element.Text(name)?.ToLowerInvariant().Replace(' ', '_');

    public static bool Flag(this JsonElement element, string name) => element.Field(name)?.ValueKind == JsonValueKind.True;

    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year >= FirstYear
            ? time.ToUniversalTime()
            : null;

    /// <summary>The objects of a list; whatever else is in it is left out.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => String(field),
        JsonValueKind.Number => field.GetRawText(),
        _ => null,
    };

    private static string? String(JsonElement field)
    {
        try
        {
            return field.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: JSON allows it, text does not.
            return JsonSerializer.Deserialize<string>(HalfPair().Replace(field.GetRawText(), @"\ufffd"));
        }
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}", RegexOptions.None, 2000)]
    private static partial Regex HalfPair();
}
