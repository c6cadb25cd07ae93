namespace IncidentGraph.Domain.Incidents;

public enum IncidentSource
{
    Monitoring,
    Dashboard,
    UserReport,
    Manual,
    Import,
}
