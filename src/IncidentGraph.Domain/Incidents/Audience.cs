namespace IncidentGraph.Domain.Incidents;

public enum Audience
{
    Internal,
    Executive,
    Public,
}
