namespace IncidentGraph.Domain.Incidents;

public enum IncidentStatus
{
    Triage,
    Investigating,
    Identified,
    Mitigated,
    Resolved,
    Closed,
    Declined,
    Merged,
    Canceled,
}
