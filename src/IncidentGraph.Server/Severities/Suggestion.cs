using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Severities;

/// <summary>What the priority matrix suggests among the defined severities, as <see cref="Domain.Severities.SeverityCatalog"/> decides.</summary>
internal static class Suggestion
{
    public static SeverityView? From(IReadOnlyList<SeverityView> byLevel, Grade? impact, Grade? urgency) =>
        PriorityMatrix.Level(impact, urgency) is { } level
            ? byLevel.FirstOrDefault(s => s.Level >= level) ?? (byLevel.Count > 0 ? byLevel[^1] : null)
            : null;
}
