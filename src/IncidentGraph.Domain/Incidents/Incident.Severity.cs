using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

public sealed partial class Incident
{
    /// <summary>So much of a reason leaves room in the event's summary for what the new severity asks.</summary>
    private const int ReasonInSummary = 160;

    /// <summary>
    /// Possible while it is open, and after it is resolved until it is closed: the review may judge otherwise. What the new
    /// severity asks applies at once, and the event says what that is.
    /// </summary>
    public IReadOnlyList<DomainError> ChangeSeverity(Act act, SeverityCatalog severities, Severity severity, string reason)
    {
        var bars = Bars(act, IncidentRight.Commander);
        if (bars.Count > 0)
            return bars;
        if (!IsOpen && Status != IncidentStatus.Resolved)
            return [Stuck(act, severities)];
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (checks.Failed || severity.Level == SeverityLevel)
            return checks.Errors;

        var before = SeverityLevel;
        var from = severities.Find(before) is { } former ? $" from {former.Name}" : "";
        Touch(act);
        SeverityLevel = severity.Level;
        var asks = Demands.Of(severity, this) is { } demands ? $" It now asks for {demands}." : "";
        Record(
            act,
            new IncidentSeverityChanged(before, severity.Level, why),
            $"{act.By.DisplayName} changed the severity of incident {Number}{from} to {severity.Name}: "
                + TextRules.Sentence(TextRules.Cut(why, ReasonInSummary)) + asks);
        return [];
    }

    /// <summary>The roles that its severity requires and nobody holds; none once it has ended.</summary>
    public IReadOnlyList<IncidentRole> MissingRoles(Severity severity)
        => MissingRoles(IsOpen, severity.RequiredRoles, _roles.Where(r => r.EndedAt is null).Select(r => r.Role));

    public static IReadOnlyList<IncidentRole> MissingRoles(bool isOpen, IReadOnlyList<IncidentRole> required, IEnumerable<IncidentRole> held)
        => isOpen ? [.. required.Except(held)] : [];
}
