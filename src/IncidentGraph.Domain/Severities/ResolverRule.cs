namespace IncidentGraph.Domain.Severities;

/// <summary>Who may resolve an incident of a severity; admins always may.</summary>
public enum ResolverRule
{
    Commander,
    Responder,
}
