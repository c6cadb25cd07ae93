namespace IncidentGraph.Domain.Postmortems;

public enum FollowUpAction
{
    Start,
    Complete,
    Verify,
    Drop,
}
