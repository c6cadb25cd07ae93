namespace IncidentGraph.Domain.Incidents;

public enum IncidentType
{
    Outage,
    Latency,
    Errors,
    Data,
    Capacity,
    Security,
    ThirdParty,
    Other,
}
