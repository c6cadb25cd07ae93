using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Severities;

/// <summary>All defined severities, by level.</summary>
public sealed class SeverityCatalog(IEnumerable<Severity> severities)
{
    private readonly Severity[] _severities = [.. severities.OrderBy(s => s.Level)];

    public IReadOnlyList<Severity> All => _severities;

    public Severity? Find(int? level) => Array.Find(_severities, s => s.Level == level);

    /// <summary>
    /// What the priority matrix suggests: the defined level, or else the next less critical one, or else the least critical.
    /// Null without both grades or without any severity.
    /// </summary>
    public Severity? Suggest(Grade? impact, Grade? urgency)
    {
        if (PriorityMatrix.Level(impact, urgency) is not { } level)
            return null;
        return Array.Find(_severities, s => s.Level >= level) ?? _severities.LastOrDefault();
    }
}
