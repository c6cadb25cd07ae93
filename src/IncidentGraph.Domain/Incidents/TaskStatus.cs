namespace IncidentGraph.Domain.Incidents;

public enum TaskStatus
{
    Open,
    Done,
    Waived,
}
