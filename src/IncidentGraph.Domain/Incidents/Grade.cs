namespace IncidentGraph.Domain.Incidents;

public enum Grade
{
    Low,
    Medium,
    High,
    Critical,
}
