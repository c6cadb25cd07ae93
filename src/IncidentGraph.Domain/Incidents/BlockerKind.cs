namespace IncidentGraph.Domain.Incidents;

public enum BlockerKind
{
    Status,
    Rights,
    Guard,
}
