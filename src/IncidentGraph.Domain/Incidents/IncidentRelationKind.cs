namespace IncidentGraph.Domain.Incidents;

/// <summary>How one incident stands to another. Each kind has an inverse, by which the other one sees the same relation.</summary>
public enum IncidentRelationKind
{
    Related,
    CausedBy,
    Causes,
    DuplicateOf,
    HasDuplicate,
    RecurrenceOf,
    RecurredAs,
}
