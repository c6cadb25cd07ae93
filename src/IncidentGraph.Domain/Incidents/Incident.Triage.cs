using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// Somebody looks: acknowledged, accepted as real, or declined as a false alarm.
public sealed partial class Incident
{
    public IReadOnlyList<DomainError> Acknowledge(Act act, SeverityCatalog severities, DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Acknowledge);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var when = When(act, at, LastStamp, checks);
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        AcknowledgedAt = when;
        Record(act, new IncidentAcknowledged(), $"{act.By.DisplayName} acknowledged incident {Number}", when);
        return [];
    }

    /// <param name="act">Who, and when.</param>
    /// <param name="severities">All severities.</param>
    /// <param name="severity">When null, the one it has, else what the priority matrix suggests.</param>
    /// <param name="at">Now when null.</param>
    public IReadOnlyList<DomainError> Accept(
        Act act, SeverityCatalog severities, Severity? severity = null, DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Accept);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var accepted = severity ?? severities.Find(SeverityLevel) ?? severities.Suggest(Impact, Urgency);
        if (accepted is null && !act.IsImport)
            checks.Add(Refusal.Unmet(LifecycleGuard.SeverityKnown.Blocker));
        var when = When(act, at, LastStamp, checks);
        if (checks.Failed)
            return checks.Errors;

        SeverityLevel = accepted?.Level;
        AcceptedAt = when;
        var from = Move(act, IncidentStatus.Investigating, when);
        var how = accepted is null ? "" : $" as {accepted.Name}";
        Record(act, new IncidentAccepted(from, Status, SeverityLevel), $"{act.By.DisplayName} accepted incident {Number}{how}", when);
        return [];
    }

    public IReadOnlyList<DomainError> Decline(Act act, SeverityCatalog severities, string reason, DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Decline);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        var when = When(act, at, LastChange, checks);
        if (checks.Failed)
            return checks.Errors;

        DeclinedAt = when;
        var from = Move(act, IncidentStatus.Declined, when);
        Record(act, new IncidentDeclined(from, Status, why), $"{act.By.DisplayName} declined incident {Number}: {why}", when);
        EndImpacts(act, when);
        return [];
    }

    /// <summary>Every move shows that somebody has seen the incident, so it back-fills the acknowledgement; a decline too.</summary>
    private IncidentStatus Move(Act act, IncidentStatus to, DateTimeOffset when)
    {
        var from = Status;
        Touch(act);
        Status = to;
        IsOpen = Lifecycle.IsOpen(to);
        AcknowledgedAt ??= when;
        return from;
    }
}
