namespace IncidentGraph.Domain.Services;

public enum ServiceStatus
{
    Operational,
    Maintenance,
    Degraded,
    PartialOutage,
    MajorOutage,
}
