using System.Globalization;
using System.Text.Json;

namespace IncidentGraph.Benchmarks.Imports;

/// <summary>Makes up what a status page answers at <c>/api/v2/incidents.json</c>, the same each time.</summary>
internal static class StatusPage
{
    public const int Incidents = 3000;
    public const int Updates = 7000;

    private const int Components = 20;
    private const string Page = "page-of-the-benchmark";

    private static readonly string[] _impacts = ["none", "minor", "major", "critical"];
    private static readonly DateTimeOffset _first = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Newest first, as pages do.</summary>
    public static async Task WriteAsync(string path)
    {
        var incidents = Enumerable.Range(0, Incidents).Reverse().Select(Incident);
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, new { page = new { id = Page, name = "Benchmark" }, incidents });
    }

    private static object Incident(int number)
    {
        var began = _first.AddHours(number * 28).AddMinutes(number % 60);
        var count = number < Updates - (2 * Incidents) ? 3 : 2;
        var updates = Enumerable.Range(0, count).Reverse().Select(i => Update(number, i, i == count - 1, began.AddMinutes(i * 25))).ToList();
        return new
        {
            id = Id("incident", number),
            page_id = Page,
            name = $"Elevated errors of {Name(number)}, case {Text(number)}",
            status = "resolved",
            impact = _impacts[number % _impacts.Length],
            created_at = began,
            started_at = began,
            resolved_at = began.AddMinutes((count - 1) * 25),
            components = Enumerable.Range(0, 1 + (number % 2)).Select(i => Component(number + (i * 7), "operational")),
            incident_updates = updates,
        };
    }

    private static object Update(int number, int place, bool isLast, DateTimeOffset at) => new
    {
        id = Id($"update-{Text(place)}", number),
        status = isLast ? "resolved" : place == 0 ? "investigating" : "identified",
        body = $"We look at {Name(number)}: requests fail in {Text(1 + (number % 40))} of 100 cases. People who use it see errors or wait longer than usual; "
            + "what was written before is safe. We tell more as soon as we know it, at the latest in half an hour.",
        created_at = at,
        display_at = at,
        affected_components = new[] { new { code = Id("component", number % Components), name = Name(number), old_status = "operational", new_status = isLast ? "operational" : "partial_outage" } },
    };

    private static object Component(int number, string status) =>
        new { id = Id("component", number % Components), page_id = Page, name = Name(number), status };

    private static string Name(int number) => $"Service {Text(number % Components)}";

    private static string Id(string kind, int number) => $"{kind}-{Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
