using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Incidents;

// Corrected stamps keep their order; impacts that began with the incident, or ended with it, move along.
public sealed partial class Incident
{
    public IReadOnlyList<DomainError> CorrectTimes(Act act, CorrectIncidentTimes command)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var reason = checks.Required(command.Reason, TextRules.Paragraph, "reason");
        var corrected = Corrected(command, checks);
        if (!checks.Failed)
            CheckOrder(act, corrected, checks);
        if (checks.Failed || corrected.Count == 0)
            return checks.Errors;

        var stamps = Stamps().Where(s => corrected.ContainsKey(s.Field)).ToList();
        Touch(act);
        MoveImpacts(corrected);
        stamps.ForEach(s => s.Set!(this, corrected[s.Field]));
        var changes = stamps.ConvertAll(s => new FieldChange(s.Field, Wire.Time(s.Time!.Value), Wire.Time(corrected[s.Field])));
        Record(
            act,
            new IncidentTimesCorrected(changes, reason),
            $"{act.By.DisplayName} corrected when incident {Number} {TimesInWords(changes)}: {reason}");
        return [];
    }

    /// <summary>"occurred and was detected".</summary>
    private static string TimesInWords(IEnumerable<FieldChange> stamps) => FieldChanges.Listed(stamps.Select(s => s.Field[..^"At".Length] switch
    {
        "occurred" => "occurred",
        var done => $"was {done}",
    }));

    /// <summary>The stamps that get another time.</summary>
    private Dictionary<string, DateTimeOffset> Corrected(CorrectIncidentTimes command, Checks checks)
    {
        var given = new Dictionary<string, Change<DateTimeOffset?>>
        {
            ["occurredAt"] = command.OccurredAt,
            ["detectedAt"] = command.DetectedAt,
            ["acknowledgedAt"] = command.AcknowledgedAt,
            ["identifiedAt"] = command.IdentifiedAt,
            ["mitigatedAt"] = command.MitigatedAt,
            ["resolvedAt"] = command.ResolvedAt,
        };
        var corrected = new Dictionary<string, DateTimeOffset>();
        foreach (var stamp in Stamps().Where(s => given.TryGetValue(s.Field, out var change) && change.IsSet))
        {
            var time = given[stamp.Field].Value?.ToMoment();
            if (time is null && stamp.Time is not null)
                checks.Invalid($"{stamp.Field} cannot be cleared.", "Give another time, or leave it out.", stamp.Field);
            if (time is not null && stamp.Time is null)
                checks.Invalid($"{stamp.Field} is not set yet.", "Take the action first; it sets the time.", stamp.Field);
            if (time is { } to && stamp.Time is { } from && to != from)
                corrected[stamp.Field] = to;
        }

        return corrected;
    }

    private void CheckOrder(Act act, Dictionary<string, DateTimeOffset> corrected, Checks checks)
    {
        var times = Stamps()
            .Select(s => (s.Field, Time: corrected.TryGetValue(s.Field, out var time) ? time : s.Time))
            .Where(s => s.Time is not null)
            .Select(s => (s.Field, Time: s.Time!.Value))
            .ToList();
        for (var i = 0; i < times.Count; i++)
        {
            var (field, time) = times[i];
            if (!corrected.ContainsKey(field))
                continue;
            var notBefore = i > 0 ? times[i - 1].Time : (DateTimeOffset?)null;
            var notAfter = i + 1 < times.Count ? times[i + 1].Time : Later(act.At, LastStamp);
            (notBefore, notAfter) = WithImpacts(field, notBefore, notAfter);
            if (time < notBefore || time > notAfter)
                checks.Add(Refusal.OutOfOrder(field, time, notBefore, notAfter));
        }
    }

    /// <summary>The bounds that the impacts set to a corrected beginning or end.</summary>
    private (DateTimeOffset? NotBefore, DateTimeOffset NotAfter) WithImpacts(
        string field, DateTimeOffset? notBefore, DateTimeOffset notAfter)
    {
        foreach (var impact in _impacts)
        {
            var first = BeganWithIt(impact) ? impact.EndedAt : impact.StartedAt;
            if (field == "occurredAt" && first < notAfter)
                notAfter = first.Value;
            var last = EndedWithIt(impact) ? impact.StartedAt : impact.EndedAt;
            if (field == "resolvedAt" && !(last <= notBefore))
                notBefore = last ?? notBefore;
        }

        return (notBefore, notAfter);
    }

    private void MoveImpacts(Dictionary<string, DateTimeOffset> corrected)
    {
        foreach (var (impact, began, ended) in _impacts.ConvertAll(i => (i, BeganWithIt(i), EndedWithIt(i))))
        {
            if (began && corrected.TryGetValue("occurredAt", out var occurredAt))
                impact.StartedAt = occurredAt;
            if (ended && corrected.TryGetValue("resolvedAt", out var resolvedAt))
                impact.EndedAt = resolvedAt;
        }
    }

    // Of several intervals of a service that touch at that very moment, only the outermost moves: the others would overlap.
    private bool BeganWithIt(ServiceImpact impact)
        => impact.StartedAt == OccurredAt && !_impacts.Exists(i => i.ServiceId == impact.ServiceId && i.Ordinal < impact.Ordinal);

    private bool EndedWithIt(ServiceImpact impact)
        => impact.EndedAt is not null
            && impact.EndedAt == ResolvedAt
            && !_impacts.Exists(i => i.ServiceId == impact.ServiceId && i.Ordinal > impact.Ordinal);
}
