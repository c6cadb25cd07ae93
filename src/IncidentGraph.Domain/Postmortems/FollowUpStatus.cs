namespace IncidentGraph.Domain.Postmortems;

public enum FollowUpStatus
{
    Open,
    InProgress,
    Done,
    Verified,
    WontDo,
}
