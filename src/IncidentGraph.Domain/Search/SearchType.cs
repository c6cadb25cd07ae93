namespace IncidentGraph.Domain.Search;

/// <summary>What can be searched for; named as its GraphQL type is.</summary>
public enum SearchType
{
    Incident,
    Service,
    IncidentUpdate,
    Postmortem,
}
