using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Incidents;

// How an accepted command shows: the version, the events, and the facts that filters ask for.
public sealed partial class Incident
{
    private void Touch(Act act)
    {
        Version++;
        UpdatedAt = Later(act.At, UpdatedAt);
    }

    // The service that the event is about was affected before, or is among those that the command names; of these the
    // facts take over what they are now.
    private void Record(
        Act act,
        EventPayload payload,
        string summary,
        DateTimeOffset? at = null,
        Audience audience = Audience.Internal,
        long? serviceId = null,
        IReadOnlyList<ServiceFact>? named = null,
        int? version = null,
        long? withdrawnFromId = null)
    {
        var before = Facts;
        Facts = FactsNow(act, named ?? []);
        FactsId = Facts.Id;
        var service = Facts.Services.FirstOrDefault(s => s.ServiceId == serviceId);
        act.Record(new DomainEvent
        {
            Id = act.NewId(),
            Type = payload.Type,
            OccurredAt = at ?? act.At,
            RecordedAt = act.RecordedAt,
            ActorId = act.By.ActorId,
            Audience = audience,
            IncidentId = Id,
            ServiceId = serviceId,
            Version = version ?? Version,
            CommandId = act.CommandId,
            IsImported = act.IsImport,
            Summary = TextRules.Sentence(summary),
            Before = before,
            BeforeId = before?.Id,
            After = Facts,
            AfterId = Facts.Id,
            ServiceKey = service?.Key,
            ServiceTier = service?.Tier,
            ServiceOwnerKey = service?.OwnerKey,
            WithdrawnFromId = withdrawnFromId,
            Payload = payload,
            TraceId = act.TraceId,
        });
    }

    private IncidentFacts FactsNow(Act act, IReadOnlyList<ServiceFact> named)
    {
        var id = act.NewId();
        var services = ServicesNow(id, named);
        if (Facts is { } last && Tells(last, services))
            return last;
        return new()
        {
            Id = id,
            IncidentId = Id,
            Number = Number,
            Type = Type,
            Status = Status,
            IsOpen = IsOpen,
            IsTest = IsTest,
            IsPrivate = IsPrivate,
            Source = Source,
            SeverityLevel = SeverityLevel,
            Services = services,
        };
    }

    private List<ServiceFact> ServicesNow(Guid factsId, IReadOnlyList<ServiceFact> named)
    {
        var known = (Facts?.Services ?? []).Where(f => named.All(s => s.ServiceId != f.ServiceId));
        return [.. known.Concat(named).Select(f => Copy(factsId, f)).OrderBy(f => f.ServiceId)];
    }

    private bool Tells(IncidentFacts last, List<ServiceFact> services)
        => last.Type == Type
            && last.Status == Status
            && last.IsTest == IsTest
            && last.IsPrivate == IsPrivate
            && last.Source == Source
            && last.SeverityLevel == SeverityLevel
            && last.Services.OrderBy(s => s.ServiceId).Select(Shape).SequenceEqual(services.Select(Shape));

    private static (long Id, string Key, int Tier, string? Owner) Shape(ServiceFact fact)
        => (fact.ServiceId, fact.Key, fact.Tier, fact.OwnerKey);

    private static ServiceFact Copy(Guid factsId, ServiceFact fact)
        => new() { FactsId = factsId, ServiceId = fact.ServiceId, Key = fact.Key, Tier = fact.Tier, OwnerKey = fact.OwnerKey };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
