namespace IncidentGraph.Domain.Incidents;

public enum FactorCategory
{
    ConfigurationDrift,
    CodeChange,
    ExternalService,
    Capacity,
    Process,
    Other,
}
