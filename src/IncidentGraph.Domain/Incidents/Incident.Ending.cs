using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// The other ends, and the way back.
public sealed partial class Incident
{
    /// <param name="act">Who, and when.</param>
    /// <param name="severities">All severities.</param>
    /// <param name="postmortemWaiver">Why no postmortem is needed, where the severity asks for one or one is not published yet.</param>
    /// <param name="at">Now when null.</param>
    public IReadOnlyList<DomainError> Close(
        Act act, SeverityCatalog severities, string? postmortemWaiver = null, DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Close);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var waiver = checks.Optional(postmortemWaiver, TextRules.Paragraph, "postmortemWaiver");
        var guard = LifecycleGuard.PostmortemDone;
        if (string.IsNullOrWhiteSpace(postmortemWaiver) && !act.IsImport && !guard.IsMet(Standing(severities)))
            checks.Add(Refusal.Unmet(guard.Blocker));
        var when = When(act, at, LastStamp, checks);
        if (checks.Failed)
            return checks.Errors;

        ClosedAt = when;
        var from = Move(act, IncidentStatus.Closed, when);
        var summary = $"{act.By.DisplayName} closed incident {Number}";
        Record(
            act,
            new IncidentClosed(from, Status, waiver),
            waiver is null ? summary : $"{summary} without a postmortem: {waiver}",
            when);
        return [];
    }

    /// <summary>
    /// Back to INVESTIGATING. Services without a level resume the level that they had last; without any service named, and
    /// with no impact open, those resume that were hurt until the end.
    /// </summary>
    public IReadOnlyList<DomainError> Reopen(
        Act act,
        SeverityCatalog severities,
        string reason,
        IReadOnlyList<AffectedService>? services = null,
        DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Reopen);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        CheckAffected(act, services ?? [], checks);
        var when = When(act, at, LastChange, checks);
        if (checks.Failed)
            return checks.Errors;

        var resumed = services is { Count: > 0 } ? [] : HurtUntilTheEnd();
        var from = Move(act, IncidentStatus.Investigating, when);
        (IdentifiedAt, MitigatedAt, ResolvedAt, ClosedAt, ReopenedAt) = (null, null, null, null, when);
        Record(act, new IncidentReopened(from, Status, why), $"{act.By.DisplayName} reopened incident {Number}: {why}", when);
        Hurt(act, [.. (services ?? []).Select(a => a with { Level = a.Level ?? LastLevel(a.Service.Id) })], when);
        foreach (var impact in resumed)
            Resume(act, impact, when);
        return [];
    }

    public IReadOnlyList<DomainError> Cancel(Act act, SeverityCatalog severities, string reason)
    {
        var bars = Bars(act, severities, IncidentAction.Cancel);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (checks.Failed)
            return checks.Errors;

        var when = Later(act.At, LastChange);
        CanceledAt = when;
        var from = Move(act, IncidentStatus.Canceled, when);
        Record(act, new IncidentCanceled(from, Status, why), $"{act.By.DisplayName} canceled incident {Number}: {why}", when);
        EndImpacts(act, when);
        return [];
    }
}
