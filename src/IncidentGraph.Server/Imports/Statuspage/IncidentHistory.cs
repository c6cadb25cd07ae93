using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>One incident of a page becomes history here, or gets what was said since.</summary>
internal sealed class IncidentHistory(Origin origin, ComponentServices services, SeverityCatalog severities)
{
    /// <param name="told">The incident.</param>
    /// <param name="fingerprint">Of it.</param>
    /// <param name="judged">What was found out about it before.</param>
    /// <param name="isNew">Whether nothing is known of it, nor will be by steps before this one.</param>
    public ImportStep Step(ToldIncident told, string fingerprint, Findings judged, bool isNew) => new(
        told.Id,
        6 + (3 * told.Updates.Count) + (3 * told.Services.Count),
        async (work, findings, ct) =>
        {
            findings.Include(judged);
            var by = await origin.CallerAsync(work, findings, ct);
            return await origin.FindAsync(work, Kinds.Incident, told.Id, ct) is { } known
                ? await ContinueAsync(work, by, told, known.ObjectId, () => known.Fingerprint = fingerprint, findings, ct)
                : await BeginAsync(work, by, told, fingerprint, findings, ct);
        })
    { IsContained = isNew };

    private async Task<IReadOnlyList<DomainError>> BeginAsync(
        Work work, Caller by, ToldIncident told, string fingerprint, Findings findings, CancellationToken ct)
    {
        var number = await work.NextAsync(Counter.Incident, ct);
        var teller = await TellerAsync(work, by, told, findings, ct);
        var declared = teller.Declare(number, told);
        if (declared.Value is not { } incident)
            return declared.Errors;
        work.Db.Incidents.Add(incident);
        origin.Remember(work, Kinds.Incident, told.Id, EntityRef.Of(nameof(Incident), number), fingerprint);
        Remember(work, told, number, told.Updates);
        findings.Add(Headings.Incidents, told.Id, Fate.Created);
        teller.Live(incident, told, told.Updates);
        return [];
    }

    private async Task<IReadOnlyList<DomainError>> ContinueAsync(
        Work work, Caller by, ToldIncident told, long number, Action remember, Findings findings, CancellationToken ct)
    {
        var ids = told.Updates.Select(u => IdOf(told, u)).ToList();
        var known = await work.Db.ExternalIds
            .Where(e => e.Source == origin.Source && e.Scope == origin.Scope && e.Kind == Kinds.Update && ids.Contains(e.Id))
            .Select(e => e.Id).ToListAsync(ct);
        if (await work.IncidentAsync(number, ct) is not { } incident)
            return [];
        remember();
        if (incident.Status == IncidentStatus.Merged)
        {
            findings.Skip("incidents that were merged here since: not continued", told.Id);
            return [];
        }

        var news = told.Updates.Where(u => !known.Contains(IdOf(told, u))).ToList();
        Remember(work, told, number, news);
        var before = incident.Version;
        (await TellerAsync(work, by, told, findings, ct)).Live(incident, told, news);
        findings.Add(Headings.Incidents, told.Id, incident.Version > before ? Fate.Changed : Fate.Unchanged);
        return [];
    }

    private async Task<IncidentTeller> TellerAsync(Work work, Caller by, ToldIncident told, Findings findings, CancellationToken ct)
    {
        var act = work.Act.Restoring(by, work.Act.At);
        var found = new Dictionary<string, Service>(StringComparer.Ordinal);
        foreach (var (component, _) in told.Services)
        {
            if (await services.FindOrRegisterAsync(work, act, component, findings, ct) is { } service)
                found[component.Id] = service;
        }

        return new(work.Act, by, severities, found, findings);
    }

    private void Remember(Work work, ToldIncident told, long number, IEnumerable<ToldUpdate> updates)
    {
        foreach (var update in updates)
            origin.Remember(work, Kinds.Update, IdOf(told, update), EntityRef.Of(nameof(Incident), number));
    }

    private static string IdOf(ToldIncident told, ToldUpdate update) => $"{told.Id}/{update.Id}";
}
