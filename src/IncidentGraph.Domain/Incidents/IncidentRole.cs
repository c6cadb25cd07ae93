namespace IncidentGraph.Domain.Incidents;

public enum IncidentRole
{
    Commander,
    Scribe,
    CommunicationsLead,
    SubjectMatterExpert,
    Responder,
}
