namespace IncidentGraph.Domain.People;

public enum AutomationKind
{
    ApiKey,
    Import,
    AlertSource,
    System,
}
