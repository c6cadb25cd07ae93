using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Story;

/// <summary>Answers as a person reads them, with times counted from the declaration.</summary>
internal static partial class StoryText
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Timeline(IEnumerable<JsonElement> events, DateTimeOffset start) => string.Join(
        '\n', events.Select(e => $"{Offset(e.GetProperty("occurredAt").GetDateTimeOffset(), start)} {e.Text("audience")} {e.Text("type")}: {e.Text("summary")}"));

    public static string Graph(JsonElement incident, DateTimeOffset start)
    {
        var text = JsonSerializer.Serialize(JsonNode.Parse(incident.GetRawText()), _json);
        return Time().Replace(text, match => Offset(DateTimeOffset.Parse(match.Value), start));
    }

    private static string Offset(DateTimeOffset time, DateTimeOffset start)
    {
        var passed = time - start;
        return $"{(passed < TimeSpan.Zero ? '-' : '+')}{Math.Floor(passed.Duration().TotalHours):00}:{passed.Duration():mm\\:ss}";
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
