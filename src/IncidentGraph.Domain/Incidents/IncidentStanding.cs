using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

/// <summary>All that decides which actions an incident allows; plain columns, so that lists need not load aggregates.</summary>
public sealed record IncidentStanding(
    IncidentStatus Status,
    bool IsAcknowledged,
    int? SeverityLevel,
    ResolverRule? ResolvedBy,
    bool SeverityRequiresCommander,
    bool SeverityRequiresPostmortem,
    bool HasGrades,
    long? CommanderId)
{
    /// <summary>Where its postmortem stands; null without one.</summary>
    public PostmortemStatus? Postmortem { get; init; }

    /// <summary>Follow-ups still to be done that nobody owns.</summary>
    public int UnownedFollowUps { get; init; }
}
