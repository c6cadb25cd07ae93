using IncidentGraph.Domain.Events;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Events;

/// <summary>What event filters may name: only what is stored with each event, so that live and replayed streams decide alike.</summary>
internal static class EventSearch
{
    private static readonly FilterMap<ServiceFact> _serviceOwner = new FilterMap<ServiceFact>()
        .Text("key", f => f.OwnerKey, f => f.OwnerKey);

    private static readonly FilterMap<ServiceFact> _service = new FilterMap<ServiceFact>()
        .Text("key", f => f.Key, f => f.Key)
        .Value("tier", f => f.Tier)
        .Same("owner", f => f.OwnerKey != null, _serviceOwner);

    private static readonly FilterMap<IncidentFacts> _severity = new FilterMap<IncidentFacts>()
        .Value("level", f => f.SeverityLevel);

    /// <summary>IncidentChangeFilterInput, over the facts before or after an event.</summary>
    public static readonly FilterMap<IncidentFacts> Facts = new FilterMap<IncidentFacts>()
        .Value("number", f => f.Number)
        .Value("type", f => f.Type)
        .Value("status", f => f.Status)
        .Value("isOpen", f => f.IsOpen)
        .Same("severity", f => f.SeverityLevel != null, _severity)
        .List("services", f => f.Services, _service);

    private static readonly FilterMap<DomainEvent> _owner = new FilterMap<DomainEvent>()
        .Text("key", e => e.ServiceOwnerKey, e => e.ServiceOwnerKey);

    private static readonly FilterMap<DomainEvent> _aboutService = new FilterMap<DomainEvent>()
        .Text("key", e => e.ServiceKey, e => e.ServiceKey)
        .Value("tier", e => e.ServiceTier)
        .Same("owner", e => e.ServiceOwnerKey != null, _owner);

    /// <summary>EventFilterInput.</summary>
    public static readonly FilterMap<DomainEvent> Events = new FilterMap<DomainEvent>()
        .Value("type", e => e.Type)
        .Value("audience", e => e.Audience)
        .Value("occurredAt", e => e.OccurredAt)
        .Value("recordedAt", e => e.RecordedAt)
        .Id("actorId", e => e.ActorId, id => GlobalId.NumberOf("User", id) ?? GlobalId.NumberOf("Automation", id) ?? KeyText.NoNumber)
        .Value("isImported", e => e.IsImported)
        .Either("incident", e => e.After, e => e.Before, Facts)
        .Same("service", e => e.ServiceKey != null, _aboutService);
}
