using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Severities;

namespace IncidentGraph.Server.Incidents;

internal static class Standing
{
    public static IncidentStanding Of(IncidentView incident, SeverityView? severity) => new(
        incident.Status,
        incident.AcknowledgedAt is not null,
        incident.SeverityLevel,
        severity?.ResolvedBy,
        severity?.RequiredRoles.Contains(IncidentRole.Commander) == true,
        severity?.RequiresPostmortem == true,
        incident.Impact is not null && incident.Urgency is not null,
        incident.CommanderId)
    {
        Postmortem = incident.PostmortemStatus,
        UnownedFollowUps = incident.UnownedFollowUps,
    };
}
