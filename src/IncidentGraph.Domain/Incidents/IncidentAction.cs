namespace IncidentGraph.Domain.Incidents;

public enum IncidentAction
{
    Acknowledge,
    Accept,
    Decline,
    Identify,
    Mitigate,
    Resolve,
    Close,
    Reopen,
    Merge,
    Cancel,
}
