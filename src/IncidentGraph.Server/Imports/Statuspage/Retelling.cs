using System.Security.Cryptography;
using System.Text;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>Judges what a page says of an incident. Pure: the same rows at the same time tell the same history.</summary>
internal sealed class Retelling(PageIncident page, string pageName, DateTimeOffset now, Findings findings)
{
    public const int MostUpdates = 1000;

    /// <summary>Nobody works on what nobody spoke of for so long.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromDays(30);

    /// <summary>Null when it cannot be told; then the findings say why.</summary>
    public ToldIncident? Tell()
    {
        var updates = Updates();
        var first = updates.Count > 0 ? updates[0].At : (DateTimeOffset?)null;
        if (Earliest(page.CreatedAt, first, page.StartedAt) is not { } occurredAt)
            return Refuse("incidents without any time");
        if (occurredAt > now)
            return Refuse("incidents that begin in the future");
        NoteOddities();
        return new(page.Id, PlainText.Line(page.Name, TextRules.Title) ?? $"Incident {page.Id}")
        {
            Summary = page.Address is { } address && TextRules.IsWebAddress(address) ? $"Imported from {pageName}: {address}" : null,
            SeverityLevel = Words.SeverityLevel(page.Impact),
            OccurredAt = Earliest(page.StartedAt, occurredAt)!.Value, // one of them is there
            DeclaredAt = Later(Earliest(page.CreatedAt, first) ?? occurredAt, occurredAt),
            Services = [.. Services(updates)],
            Updates = updates,
            EndedAt = EndedAt(updates, occurredAt),
        };
    }

    private ToldIncident? Refuse(string reason)
    {
        findings.Skip(reason, page.Id);
        return null;
    }

    private void NoteOddities()
    {
        if (page.Name is null)
            findings.Note("incidents without a name: named for their id", page.Id);
        if (Words.SeverityLevel(page.Impact) is null)
            findings.Note($"incidents of the unknown impact '{PlainText.Line(page.Impact, 40) ?? ""}': without a severity", page.Id);
        foreach (var status in page.Updates.Select(u => u.Status).Distinct().Where(s => Words.Status(s) is null && !Words.IsMaintenance(s)))
            findings.Note($"incidents with updates of the unknown status '{PlainText.Line(status, 40) ?? ""}': the updates are told, the status stays", page.Id);
    }

    /// <summary>In the order of time, once each.</summary>
    private List<ToldUpdate> Updates()
    {
        var inOrder = IsNewestFirst() ? page.Updates.Reverse() : page.Updates;
        var told = new List<ToldUpdate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var update in inOrder)
        {
            if (Told(update) is not { } one)
                continue;
            if (!seen.Add(one.Id))
                findings.Note("updates that are there twice: told once", Which(one.Id));
            else if (told.Count == MostUpdates)
                findings.Skip($"updates beyond {MostUpdates} of one incident", Which(one.Id));
            else
                told.Add(one);
        }

        return [.. told.OrderBy(u => u.At)]; // stable: at the same moment, the page's order
    }

    private ToldUpdate? Told(PageUpdate update)
    {
        if ((update.At ?? page.CreatedAt) is not { } at)
            findings.Skip("updates without any time", Which(update.Id));
        else if (at > now)
            findings.Skip("updates from the future", Which(update.Id));
        else
            return Told(update, at.ToMoment());
        return null;
    }

    private ToldUpdate Told(PageUpdate update, DateTimeOffset at)
    {
        var body = PlainText.OfHtml(update.Body, TextRules.Long);
        var id = update.Id ?? $"~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{at:O}|{update.Status}|{update.Body}")))[..24]}";
        if (body is null)
            findings.Note("updates without a text: only what they change is told", Which(id));
        return new(id, at, Words.Status(update.Status), body, [.. Levels(update)]);
    }

    private static IEnumerable<ToldLevel> Levels(PageUpdate update) => update.Components
        .Where(c => c.Status is not null && !c.Component.IsGroup)
        .DistinctBy(c => c.Component.Id)
        .Select(c => new ToldLevel(c.Component, Words.Level(c.Status)));

    /// <summary>Everything that the incident is about: hurt from its beginning, unless a later update is the first to say how much.</summary>
    private IEnumerable<ToldLevel> Services(List<ToldUpdate> updates)
    {
        var named = page.Components.Where(c => !c.IsGroup)
            .Concat(updates.SelectMany(u => u.Levels).Select(l => l.Component))
            .DistinctBy(c => c.Id)
            .ToList();
        foreach (var beyond in named.Skip(Incident.MostImportedServices))
            findings.Skip($"components beyond {Incident.MostImportedServices} of one incident", $"{page.Id}/{beyond.Id}");
        foreach (var component in named.Take(Incident.MostImportedServices))
        {
            var levels = updates.Select((u, i) => (Index: i, Level: u.Levels.FirstOrDefault(l => l.Component.Id == component.Id)?.Level))
                .Where(l => l.Level is not null)
                .ToList();
            ImpactLevel? atFirst = levels switch
            {
                [] => Words.DefaultLevel(page.Impact),
                [(Index: 0, var level), ..] => level,
                _ => null,
            };
            yield return new(component, atFirst);
        }
    }

    private DateTimeOffset? EndedAt(List<ToldUpdate> updates, DateTimeOffset occurredAt)
    {
        var last = updates.Count > 0 ? updates[^1].At : occurredAt;
        if (page.ResolvedAt is { } resolvedAt && resolvedAt <= now)
            return resolvedAt.ToMoment();
        if (Words.Status(page.Status) == IncidentStatus.Resolved)
        {
            if (!updates.Exists(u => u.Status == IncidentStatus.Resolved))
                findings.Note("incidents that are over without saying since when: resolved at their last update", page.Id);
            return updates.LastOrDefault(u => u.Status == IncidentStatus.Resolved)?.At ?? last;
        }

        if (Latest(last, page.UpdatedAt) + Abandoned > now)
            return null;
        findings.Note($"incidents of which nothing was said for {Abandoned.Days} days: resolved at their last update", page.Id);
        return last;
    }

    private bool IsNewestFirst()
    {
        var times = page.Updates.Select(u => u.At).OfType<DateTimeOffset>().ToList();
        if (times.Count < 2 || times[0] > times[^1])
            return times.Count > 1;
        return times[0] == times[^1] && Words.Status(page.Updates[0].Status) > Words.Status(page.Updates[^1].Status);
    }

    private string Which(string? updateId) => $"{page.Id}/{updateId ?? "?"}";

    private static DateTimeOffset? Earliest(params IReadOnlyList<DateTimeOffset?> times) => times.Min()?.ToMoment();

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>The page's own <c>updated_at</c> counts only while it is plausible.</summary>
    private DateTimeOffset Latest(DateTimeOffset last, DateTimeOffset? updatedAt) => updatedAt is { } at && at > last && at <= now ? at : last;
}
