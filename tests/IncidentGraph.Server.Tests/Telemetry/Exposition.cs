using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>What <c>/metrics</c> answers (Prometheus, "Text-based format").</summary>
internal sealed partial class Exposition
{
    private readonly List<(string Name, Dictionary<string, string> Labels, double Value)> _samples = [];

    private Exposition(string text)
    {
        Text = text;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Sample().Match(line) is { Success: true } found)
                _samples.Add((found.Groups["name"].Value, Labels(found.Groups["labels"].Value), Number(found.Groups["value"].Value)));
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                Types.Add(line.Split(' ')[2], line.Split(' ')[3]);
        }
    }

    public string Text { get; }

    /// <summary>Of each metric, by its name.</summary>
    public Dictionary<string, string> Types { get; } = [];

    /// <summary>The names that queries use: a histogram has three.</summary>
    public IReadOnlySet<string> Names => _samples.Select(s => s.Name).ToHashSet();

    public static async Task<Exposition> Scrape(HttpClient http, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        return new Exposition(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The sum of what has these labels, as <c>name="value"</c>.</summary>
    public double Sum(string name, params string[] labels) => _samples
        .Where(s => s.Name == name && labels.All(label => s.Labels.Any(l => $"{l.Key}=\"{l.Value}\"" == label)))
        .Sum(s => s.Value);

    /// <summary>Names of the labels of a metric, without those of the format.</summary>
    public IEnumerable<string> LabelsOf(string metric) => _samples
        .Where(s => s.Name == metric || (Types[metric] == "histogram" && s.Name.StartsWith($"{metric}_", StringComparison.Ordinal)))
        .SelectMany(s => s.Labels.Keys).Distinct().Except(["otel_scope_name", "le"]);

    private static Dictionary<string, string> Labels(string text) =>
        Label().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<name>\w+)=""(?<value>(\\.|[^""\\])*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();
}
