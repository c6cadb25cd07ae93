namespace IncidentGraph.Domain.Services;

public enum DependencyKind
{
    Hard,
    Soft,
}
