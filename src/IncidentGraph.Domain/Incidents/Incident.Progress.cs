using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// The way forward. A skipped step is stamped with the moment of the step that skipped it.
public sealed partial class Incident
{
    public IReadOnlyList<DomainError> Identify(
        Act act, SeverityCatalog severities, string suspectedCause, DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Identify);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var cause = checks.Required(suspectedCause, TextRules.Long, "suspectedCause");
        var when = When(act, at, LastStamp, checks);
        if (checks.Failed)
            return checks.Errors;

        IdentifiedAt = when;
        var from = Move(act, IncidentStatus.Identified, when);
        Record(
            act,
            new IncidentIdentified(from, Status, cause),
            $"{act.By.DisplayName} identified the suspected cause of incident {Number}: {cause}",
            when);
        return [];
    }

    /// <summary>The harm is contained, though not repaired. Impacts that are named must get lower or end.</summary>
    public IReadOnlyList<DomainError> Mitigate(
        Act act,
        SeverityCatalog severities,
        string note,
        IReadOnlyList<AffectedService>? services = null,
        DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Mitigate);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var how = checks.Required(note, TextRules.Long, "note");
        CheckLowered(act, services ?? [], checks);
        var when = When(act, at, Later(LastStamp, LastImpactOf(services ?? [])), checks);
        if (checks.Failed)
            return checks.Errors;

        IdentifiedAt ??= when;
        MitigatedAt = when;
        var from = Move(act, IncidentStatus.Mitigated, when);
        Record(act, new IncidentMitigated(from, Status, how), $"{act.By.DisplayName} mitigated incident {Number}: {how}", when);
        Hurt(act, services ?? [], when);
        return [];
    }

    /// <summary>The cause is removed; every impact ends.</summary>
    public IReadOnlyList<DomainError> Resolve(
        Act act, SeverityCatalog severities, string? resolution = null, DateTimeOffset? at = null)
    {
        var bars = Bars(act, severities, IncidentAction.Resolve);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var how = checks.Optional(resolution, TextRules.Long, "resolution");
        var when = When(act, at, LastChange, checks);
        if (checks.Failed)
            return checks.Errors;

        IdentifiedAt ??= when;
        MitigatedAt ??= when;
        ResolvedAt = when;
        var from = Move(act, IncidentStatus.Resolved, when);
        var summary = $"{act.By.DisplayName} resolved incident {Number}";
        Record(act, new IncidentResolved(from, Status, how), how is null ? summary : $"{summary}: {how}", when);
        EndImpacts(act, when);
        return [];
    }
}
