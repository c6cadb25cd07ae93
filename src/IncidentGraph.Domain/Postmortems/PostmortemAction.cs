namespace IncidentGraph.Domain.Postmortems;

public enum PostmortemAction
{
    Submit,
    Return,
    Approve,
    Publish,
    Close,
}
