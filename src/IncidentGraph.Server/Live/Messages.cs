using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Incidents;

namespace IncidentGraph.Server.Live;

/// <summary>Where an incident stands to a subscription's filter after an event.</summary>
public enum FilterMatch
{
    Entered,
    Stayed,
    Left,
}

[ObjectType("EventMessage")]
public sealed record EventMessage(string Cursor, string? PreviousCursor, EventView Event) : ICursored;

[ObjectType("IncidentChange")]
public sealed record IncidentChange(string Cursor, string? PreviousCursor, FilterMatch Match, EventView Event) : ICursored;

[ExtendObjectType("IncidentChange")]
public static class IncidentChangeFields
{
    public static Deferred<IncidentView?> Incident(IncidentChange change, IncidentLoader incidents) =>
        EventFields.Incident(change.Event, incidents);
}
