using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>Lets an incident live through what the page told of it. What somebody did to it here since stays.</summary>
internal sealed class IncidentTeller(
    Act whole, Caller by, SeverityCatalog severities, IReadOnlyDictionary<string, Service> services, Findings findings)
{
    private const string Untold = "The status page does not say.";
    private const string Waiver = "It was imported as history.";

    public Decision<Incident> Declare(long number, ToldIncident told) => Incident.Declare(
        At(told.DeclaredAt),
        number,
        new DeclareIncident
        {
            Title = told.Title,
            Summary = told.Summary,
            Source = IncidentSource.Import,
            Severity = severities.Find(told.SeverityLevel),
            OccurredAt = told.OccurredAt,
            DetectedAt = told.DeclaredAt,
            Services = Affected(told.Services.Where(s => s.Level is not null)),
        },
        severities);

    public void Live(Incident incident, ToldIncident told, IEnumerable<ToldUpdate> updates)
    {
        var resolvedBefore = incident.ResolvedAt;
        var last = told.DeclaredAt;
        foreach (var update in updates)
        {
            last = update.At;
            Follow(incident, told, update);
        }

        if (incident.IsOpen)
            Hurt(incident, At(last), told.Services.Where(s => s.Level is not null && !IsNamed(incident, s)), $"{told.Id}");
        if (incident.IsOpen && told.EndedAt is { } end)
            Take(incident.Resolve(At(end), severities), told.Id);
        if (incident.Status == IncidentStatus.Resolved && incident.ResolvedAt is { } resolvedAt && resolvedAt != resolvedBefore)
            Take(incident.Close(At(resolvedAt), severities, Waiver), told.Id);
    }

    private void Follow(Incident incident, ToldIncident told, ToldUpdate update)
    {
        var act = At(update.At);
        var which = $"{told.Id}/{update.Id}";
        var wasOpen = incident.IsOpen;
        if (wasOpen)
            Hurt(incident, act, update.Levels, which);
        if (update.Status is { } to)
            Move(incident, act, to, update.Body, which);
        if (!wasOpen && incident.IsOpen)
            Hurt(incident, act, update.Levels, which);
        if (update.Body is not null && !Take(incident.PostUpdate(act, severities, Audience.Public, update.Body), which))
            return;
        findings.Add(Headings.Updates, which, Fate.Created);
    }

    /// <summary>Forward as far as it is, back only where the workflow goes back.</summary>
    private void Move(Incident incident, Act act, IncidentStatus to, string? body, string which)
    {
        var goesBack = incident.Status is IncidentStatus.Mitigated or IncidentStatus.Resolved or IncidentStatus.Closed;
        if (goesBack && to < incident.Status && to != IncidentStatus.Resolved && !Take(incident.Reopen(act, severities, TextRules.Cut(body ?? Untold, TextRules.Paragraph)), which))
            return;
        var errors = (to, incident.Status) switch
        {
            (IncidentStatus.Identified, IncidentStatus.Investigating) => incident.Identify(act, severities, body ?? Untold),
            (IncidentStatus.Mitigated, IncidentStatus.Investigating or IncidentStatus.Identified) => incident.Mitigate(act, severities, body ?? Untold),
            (IncidentStatus.Resolved, IncidentStatus.Investigating or IncidentStatus.Identified or IncidentStatus.Mitigated) => incident.Resolve(act, severities),
            _ => [],
        };
        Take(errors, which);
    }

    private void Hurt(Incident incident, Act act, IEnumerable<ToldLevel> levels, string which)
    {
        var affected = Affected(levels);
        if (affected.Count > 0)
            Take(incident.RestoreImpacts(act, severities, affected), which);
    }

    private List<AffectedService> Affected(IEnumerable<ToldLevel> levels) =>
        [.. levels.Where(l => services.ContainsKey(l.Component.Id)).Select(l => new AffectedService(services[l.Component.Id], l.Level)).DistinctBy(a => a.Service.Id)];

    private bool IsNamed(Incident incident, ToldLevel level) =>
        services.TryGetValue(level.Component.Id, out var service) && incident.Facts?.Services.Any(f => f.ServiceId == service.Id) == true;

    private bool Take(IReadOnlyList<DomainError> errors, string which)
    {
        foreach (var error in errors)
            findings.Skip($"what the rules refuse: {error.Message}", which);
        return errors.Count == 0;
    }

    private Act At(DateTimeOffset at) => whole.Restoring(by, at);
}
