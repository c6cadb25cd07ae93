namespace IncidentGraph.Domain.Postmortems;

public enum PostmortemStatus
{
    Draft,
    InReview,
    Reviewed,
    Published,
    Closed,
}
