namespace IncidentGraph.Domain.Events;

/// <summary>One value per payload record of the same name.</summary>
public enum EventType
{
    IncidentDeclared,
    IncidentAcknowledged,
    IncidentAccepted,
    IncidentDeclined,
    IncidentIdentified,
    IncidentMitigated,
    IncidentResolved,
    IncidentClosed,
    IncidentReopened,
    IncidentMerged,
    IncidentCanceled,
    IncidentSeverityChanged,
    IncidentUpdated,
    IncidentTimesCorrected,
    IncidentVisibilityChanged,

    /// <summary>Never stored: how those without rights see the event by which an incident turned private.</summary>
    IncidentWithdrawn,
    IncidentParticipantAdded,
    IncidentParticipantRemoved,
    ServiceImpactSet,
    IncidentRoleAssigned,
    IncidentRoleUnassigned,
    IncidentUpdatePosted,
    TimelineNoteAdded,
    ServiceRegistered,
    ServiceUpdated,
    ServiceRetired,
    DependencyAdded,
    DependencyUpdated,
    DependencyRemoved,
    SeverityDefined,
    TeamDefined,
    UserInvited,
    UserJoined,
    ApiKeyCreated,
    ApiKeyRevoked,
}
