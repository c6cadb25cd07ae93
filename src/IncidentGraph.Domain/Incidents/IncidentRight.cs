namespace IncidentGraph.Domain.Incidents;

/// <summary>What it takes to act on an incident. Roles in the incident add to token roles, they never replace them.</summary>
public enum IncidentRight
{
    /// <summary>The token role responder.</summary>
    Responder,

    /// <summary>Its commander, or an admin; while there is no commander, any responder acts as one.</summary>
    Commander,

    /// <summary>As the severity says: <see cref="Severities.Severity.ResolvedBy"/>.</summary>
    Resolver,
}
