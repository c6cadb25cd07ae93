namespace IncidentGraph.Domain.Services;

public enum ServiceLifecycle
{
    Experimental,
    Production,
    Deprecated,
    Retired,
}
