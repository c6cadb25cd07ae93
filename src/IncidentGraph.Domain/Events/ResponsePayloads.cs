using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Events;

public sealed record TaskAdded(Guid TaskId) : EventPayload;

public sealed record TaskUpdated(Guid TaskId, IReadOnlyList<FieldChange> Changes) : EventPayload;

public sealed record TaskCompleted(Guid TaskId) : EventPayload;

public sealed record ContributingFactorRecorded(Guid FactorId) : EventPayload;

public sealed record WhyRecorded(Guid WhyId) : EventPayload;

/// <summary>How the incident of the event stands to the target.</summary>
public sealed record IncidentsLinked(IncidentRelationKind Relation, long TargetId) : EventPayload;
