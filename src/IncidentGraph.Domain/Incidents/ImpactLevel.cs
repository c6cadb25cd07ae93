namespace IncidentGraph.Domain.Incidents;

public enum ImpactLevel
{
    Degraded,
    PartialOutage,
    MajorOutage,
}
