using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Incidents;

// The order of time: no stamp precedes the one before it, none lies in the future.
public sealed partial class Incident
{
    /// <summary>The latest stamp of the lifecycle; later actions happen no earlier.</summary>
    private DateTimeOffset LastStamp
        => Stamps().Where(s => s.Time is not null).Max(s => s.Time!.Value);

    /// <summary>As <see cref="LastStamp"/>, and no impact begins or ends later; what ends impacts happens no earlier.</summary>
    private DateTimeOffset LastChange
        => _impacts.Aggregate(LastStamp, (last, impact) => Later(last, impact.EndedAt ?? impact.StartedAt));

    /// <summary>All stamps in the order that they must keep.</summary>
    private List<Stamp> Stamps() =>
    [
        new("occurredAt", OccurredAt, (i, at) => i.OccurredAt = at),
        new("detectedAt", DetectedAt, (i, at) => i.DetectedAt = at),
        new("declaredAt", DeclaredAt, null),
        new("acknowledgedAt", AcknowledgedAt, (i, at) => i.AcknowledgedAt = at),
        new("acceptedAt", AcceptedAt, null),
        new("reopenedAt", ReopenedAt, null),
        new("identifiedAt", IdentifiedAt, (i, at) => i.IdentifiedAt = at),
        new("mitigatedAt", MitigatedAt, (i, at) => i.MitigatedAt = at),
        new("resolvedAt", ResolvedAt, (i, at) => i.ResolvedAt = at),
        new("closedAt", ClosedAt, null),
        new("declinedAt", DeclinedAt, null),
        new("mergedAt", MergedAt, null),
        new("canceledAt", CanceledAt, null),
    ];

    /// <summary>
    /// The moment of a command. Not given, it is now; clocks of several nodes differ a little, so then "now" is never
    /// before what has already happened.
    /// </summary>
    private static DateTimeOffset When(Act act, DateTimeOffset? at, DateTimeOffset? notBefore, Checks checks, string field = "at")
    {
        var notAfter = notBefore is { } first ? Later(act.At, first) : act.At;
        if (at is not { } given)
            return notAfter;
        var time = given.ToMoment();
        if (time < notBefore || time > notAfter)
            checks.Add(Refusal.OutOfOrder(field, time, notBefore, notAfter));
        return time;
    }

    private sealed record Stamp(string Field, DateTimeOffset? Time, Action<Incident, DateTimeOffset>? Set);
}
