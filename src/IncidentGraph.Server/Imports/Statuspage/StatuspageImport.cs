using System.Text.Json;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>Everything that the files of one page hold: its components, then its incidents, the oldest first.</summary>
internal sealed class StatuspageImport(
    IReadOnlyList<PageFile> files, Origin origin, ImportSession session, SeverityCatalog severities, string prefix, bool isExternal)
{
    private const int AtOnce = 200;

    private readonly DateTimeOffset _now = session.Clock.NowMoment();

    public async Task RunAsync(CancellationToken ct)
    {
        var described = Described();
        var services = new ComponentServices(origin, described, prefix, isExternal);
        await WriteServicesAsync(services, described, ct);

        var rows = Rows();
        session.Progress.Begin(Headings.Incidents, rows.Count);
        var history = new IncidentHistory(origin, services, severities);
        foreach (var chunk in rows.Chunk(AtOnce))
            await session.Writer.WriteAsync(await StepsAsync(history, chunk, ct), ct);
    }

    private async Task WriteServicesAsync(ComponentServices services, Dictionary<string, PageComponent> described, CancellationToken ct)
    {
        var components = described.Values.Where(c => !c.IsGroup).ToList();
        session.Progress.Begin(Headings.Services, components.Count);
        foreach (var group in described.Values.Where(c => c.IsGroup))
            session.Report.Note("groups of components: tags of the services in them", group.Name);
        foreach (var chunk in components.Chunk(AtOnce))
        {
            var known = await session.FingerprintsAsync(origin, Kinds.Component, [.. chunk.Select(c => c.Id)], ct);
            var unchanged = chunk.Where(c => known.GetValueOrDefault(c.Id) == ComponentServices.FingerprintOf(c)).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var id in unchanged)
                session.Report.Count(Headings.Services, id, Fate.Unchanged);
            await session.Writer.WriteAsync(services.Steps(chunk.Where(c => !unchanged.Contains(c.Id)), c => !known.ContainsKey(c.Id)), ct);
        }
    }

    private async Task<List<ImportStep>> StepsAsync(IncidentHistory history, JsonElement[] rows, CancellationToken ct)
    {
        var told = rows.Select(Tell).Where(t => t.Incident is not null).Select(t => (Incident: t.Incident!, t.Findings)).ToList(); // not null, see there
        var known = await session.FingerprintsAsync(origin, Kinds.Incident, [.. told.Select(t => t.Incident.Id)], ct);
        var steps = new List<ImportStep>();
        var seen = known.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (incident, findings) in told)
        {
            var fingerprint = Fingerprint.Of(incident);
            if (known.GetValueOrDefault(incident.Id) == fingerprint)
                CountUnchanged(incident, findings);
            else
                steps.Add(history.Step(incident, fingerprint, findings, isNew: seen.Add(incident.Id)));
        }

        return steps;
    }

    private (ToldIncident? Incident, Findings Findings) Tell(JsonElement row)
    {
        var findings = new Findings();
        var incident = PageReader.Incident(row);
        var told = incident is not null ? Judge(incident, findings) : null;
        if (incident is null)
            findings.Skip("incidents without an id", PlainText.Line(row.Text("name"), 60) ?? "?");
        if (told is null)
            session.Report.Add(findings);
        return (told, findings);
    }

    private ToldIncident? Judge(PageIncident incident, Findings findings)
    {
        if (incident.PageId is { } page && page != origin.Scope)
            findings.Skip($"incidents of another page ({PlainText.Line(page, 40)})", incident.Id);
        else if (incident.IsScheduled || incident.Updates.Any(u => Words.IsMaintenance(u.Status)))
            LeaveOut(incident, findings);
        else
            return new Retelling(incident, files[0].PageName, _now, findings).Tell();
        return null;
    }

    private static void LeaveOut(PageIncident maintenance, Findings findings) =>
        findings.Note("scheduled maintenances: left out, there are none here yet; their components are services", maintenance.Id);

    private void CountUnchanged(ToldIncident incident, Findings findings)
    {
        session.Report.Count(Headings.Incidents, incident.Id, Fate.Unchanged);
        foreach (var level in incident.Services.Concat(incident.Updates.SelectMany(u => u.Levels)))
            session.Report.Count(Headings.Services, level.Component.Id, Fate.Unchanged);
        foreach (var update in incident.Updates)
            session.Report.Count(Headings.Updates, $"{incident.Id}/{update.Id}", Fate.Unchanged);
        foreach (var loss in findings.Remarks.Where(r => r.IsLoss))
            session.Report.Skip(loss.Reason, loss.Which);
        session.Progress.Advance(1);
    }

    /// <summary>All components that the files tell of by themselves, or as what a maintenance is about.</summary>
    private Dictionary<string, PageComponent> Described()
    {
        var described = new Dictionary<string, PageComponent>(StringComparer.Ordinal);
        foreach (var row in files.SelectMany(f => f.Components))
        {
            if (PageReader.Component(row) is not { } component)
                session.Report.Skip("components without an id", PlainText.Line(row.Text("name"), 60) ?? "?");
            else if (row.Text("page_id") is { } page && page != origin.Scope)
                session.Report.Skip($"components of another page ({PlainText.Line(page, 40)})", component.Id);
            else if (!described.TryAdd(component.Id, component))
                session.Report.Note("components that are there twice: the first counts", component.Id);
        }

        foreach (var maintenance in files.SelectMany(f => f.Maintenances).Select(PageReader.Incident).OfType<PageIncident>())
        {
            var findings = new Findings();
            LeaveOut(maintenance, findings);
            session.Report.Add(findings);
            foreach (var component in maintenance.Components)
                described.TryAdd(component.Id, component);
        }

        return described;
    }

    /// <summary>Oldest first, so that numbers follow time.</summary>
    private List<JsonElement> Rows() =>
        [.. files.SelectMany(f => f.Incidents).OrderBy(row => row.Time("started_at") ?? row.Time("created_at") ?? DateTimeOffset.MinValue)];
}
