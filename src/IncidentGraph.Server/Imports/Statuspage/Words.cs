using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>What the words of a status page are here.</summary>
internal static class Words
{
    public static int? SeverityLevel(string? impact) => impact switch
    {
        "critical" => 1,
        "major" => 2,
        "minor" => 3,
        "none" => 4,
        _ => null,
    };

    /// <summary>How much a component is hurt of which the page says only that the incident is about it.</summary>
    public static ImpactLevel DefaultLevel(string? impact) => impact switch
    {
        "critical" => ImpactLevel.MajorOutage,
        "major" => ImpactLevel.PartialOutage,
        _ => ImpactLevel.Degraded,
    };

    public static ImpactLevel? Level(string? componentStatus) => componentStatus switch
    {
        "degraded_performance" => ImpactLevel.Degraded,
        "partial_outage" => ImpactLevel.PartialOutage,
        "major_outage" => ImpactLevel.MajorOutage,
        _ => null,
    };

    public static IncidentStatus? Status(string? status) => status switch
    {
        "investigating" => IncidentStatus.Investigating,
        "identified" => IncidentStatus.Identified,
        "monitoring" => IncidentStatus.Mitigated,
        "resolved" or "postmortem" or "completed" => IncidentStatus.Resolved,
        _ => null,
    };

    public static bool IsMaintenance(string? status) => status is "scheduled" or "in_progress" or "verifying";
}
