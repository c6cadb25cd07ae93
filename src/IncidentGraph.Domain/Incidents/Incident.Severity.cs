using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

public sealed partial class Incident
{
    /// <summary>Possible while it is open, and after it is resolved until it is closed: the review may judge otherwise.</summary>
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
        Record(
            act,
            new IncidentSeverityChanged(before, severity.Level, why),
            $"{act.By.DisplayName} changed the severity of incident {Number}{from} to {severity.Name}: {why}");
        return [];
    }
}
