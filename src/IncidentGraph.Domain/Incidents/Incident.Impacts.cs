using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// Intervals in which services are hurt: at most one is open per service, and none once the incident has ended.
public sealed partial class Incident
{
    /// <param name="act">Who, and when.</param>
    /// <param name="severities">All severities.</param>
    /// <param name="service">Which service is hurt.</param>
    /// <param name="level">Null ends the impact.</param>
    /// <param name="note">What is hurt about it.</param>
    /// <param name="at">Now when null.</param>
    public IReadOnlyList<DomainError> SetImpact(
        Act act,
        SeverityCatalog severities,
        Service service,
        ImpactLevel? level,
        string? note = null,
        DateTimeOffset? at = null)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (!IsOpen)
            return [Stuck(act, severities)];
        var checks = new Checks();
        var change = new AffectedService(service, level, checks.Optional(note, TextRules.Short, "note"));
        if (level is not null)
            CheckInUse(act, service, checks, "serviceId");
        var when = When(act, at, Later(OccurredAt, LastImpactOf([change])), checks);
        if (checks.Failed || !Changes(change))
            return checks.Errors;

        Touch(act);
        Hurt(act, [change], when);
        return [];
    }

    /// <summary>As <see cref="SetImpact"/>, for what a status page says of many services at once. Levels that stand already are no change.</summary>
    public IReadOnlyList<DomainError> RestoreImpacts(Act act, SeverityCatalog severities, IReadOnlyList<AffectedService> services)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (!IsOpen)
            return [Stuck(act, severities)];
        var checks = new Checks();
        CheckAffected(act, services, checks);
        if (checks.Failed || !services.Any(Changes))
            return checks.Errors;

        Touch(act);
        Hurt(act, services, Later(Later(act.At, OccurredAt), LastImpactOf(services)));
        return [];
    }

    private ServiceImpact? Current(long serviceId)
        => _impacts.Find(i => i.ServiceId == serviceId && i.EndedAt is null);

    private ImpactLevel LastLevel(long serviceId)
        => _impacts.Where(i => i.ServiceId == serviceId).MaxBy(i => i.Ordinal)?.Level ?? ImpactLevel.Degraded;

    private DateTimeOffset LastImpactOf(IReadOnlyList<AffectedService> services)
        => _impacts
            .Where(i => services.Any(s => s.Service.Id == i.ServiceId))
            .Aggregate(DateTimeOffset.MinValue, (last, i) => Later(last, i.EndedAt ?? i.StartedAt));

    private bool Changes(AffectedService change)
    {
        var current = Current(change.Service.Id);
        return current?.Level != change.Level
            || (current is not null && change.Note is not null && change.Note != current.Note);
    }

    /// <summary>The first event names them all, so that the facts change once, however many they are.</summary>
    private void Hurt(Act act, IReadOnlyList<AffectedService> changes, DateTimeOffset when)
    {
        var changing = changes.Where(Changes).ToList();
        IReadOnlyList<ServiceFact> named = [.. changing.Select(c => ServiceFact.Of(c.Service))];
        foreach (var change in changing)
        {
            var current = Current(change.Service.Id);
            if (current is not null)
                current.EndedAt = when;
            if (change.Level is { } level)
                Open(act, change.Service.Id, level, change.Note, when);
            TellImpact(act, change.Service.Id, current?.Level, change.Level, when, named);
        }
    }

    /// <summary>The last intervals of those services that were hurt until the last impact ended; none while one is open.</summary>
    private List<ServiceImpact> HurtUntilTheEnd()
    {
        var end = _impacts.Exists(i => i.EndedAt is null) ? null : _impacts.Max(i => i.EndedAt);
        return [.. _impacts.Where(i => i.EndedAt == end && end is not null).GroupBy(i => i.ServiceId).Select(g => g.MaxBy(i => i.Ordinal)!)];
    }

    private void Resume(Act act, ServiceImpact ended, DateTimeOffset when)
    {
        Open(act, ended.ServiceId, ended.Level, ended.Note, when);
        TellImpact(act, ended.ServiceId, null, ended.Level, when);
    }

    /// <summary>What a duplicate hurts goes on here from its merge on, where it is not known to be as bad already.</summary>
    private void TakeOver(Act act, ServiceImpact impact, ServiceFact service, DateTimeOffset merged)
    {
        var current = Current(impact.ServiceId);
        if (current?.Level >= impact.Level)
            return;
        var last = _impacts.FindLast(i => i.ServiceId == impact.ServiceId);
        var when = Later(Later(merged, OccurredAt), last?.EndedAt ?? last?.StartedAt ?? merged);
        if (current is not null)
            current.EndedAt = when;
        Open(act, impact.ServiceId, impact.Level, impact.Note, when);
        TellImpact(act, impact.ServiceId, current?.Level, impact.Level, when, [service]);
    }

    private void EndImpacts(Act act, DateTimeOffset when)
    {
        foreach (var impact in _impacts.Where(i => i.EndedAt is null).ToList())
        {
            impact.EndedAt = when;
            TellImpact(act, impact.ServiceId, impact.Level, null, when);
        }
    }

    private void Open(Act act, long serviceId, ImpactLevel level, string? note, DateTimeOffset when)
        => _impacts.Add(new()
        {
            Id = act.NewId(),
            IncidentId = Id,
            Ordinal = ++PartCount,
            ServiceId = serviceId,
            Level = level,
            StartedAt = when,
            Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
        });

    private void TellImpact(
        Act act, long serviceId, ImpactLevel? before, ImpactLevel? after, DateTimeOffset when, IReadOnlyList<ServiceFact>? named = null)
    {
        var key = (named ?? []).Concat(Facts?.Services ?? []).FirstOrDefault(s => s.ServiceId == serviceId)?.Key;
        var what = after is { } level ? $"set the impact on {key} to {Wire.Words(level)}" : $"ended the impact on {key}";
        Record(
            act,
            new ServiceImpactSet(before, after),
            $"{act.By.DisplayName} {what} in incident {Number}",
            when,
            serviceId: serviceId,
            named: named);
    }
}
