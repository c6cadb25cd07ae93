using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>Groups are teams. Members are added, never taken out: who left the catalog may be in the team for other reasons.</summary>
internal sealed class CatalogTeams(Origin origin, Catalog catalog, CatalogPeople people)
{
    public const int MostMembers = 500;

    public string FingerprintOf(Reference group) =>
        Fingerprint.Of(new { catalog.Find(group)?.Title, Members = catalog.Members(group).Select(m => $"{m}").Order(StringComparer.Ordinal) });

    public ImportStep Step(Reference group) => new($"{group}", 4 + catalog.Members(group).Count, async (work, findings, ct) =>
    {
        var by = await origin.CallerAsync(work, findings, ct);
        var act = work.Act.Restoring(by, work.Act.At);
        var members = await MembersAsync(work, act, group, findings, ct);
        if (await FindOrDefineAsync(work, act, group, findings, ct) is not { } team)
            return [];
        if (await origin.FindAsync(work, group.Namespace, group.Kind, group.Name, ct) is { } known)
            known.Fingerprint = FingerprintOf(group);
        var before = team.Version;
        var errors = Team.Define(act, team.Id, new DefineTeam
        {
            Key = team.Key,
            Name = catalog.Find(group)?.Title ?? team.Name,
            Members = Change.To<IReadOnlyList<User>?>(await WithPresentAsync(work, team, members, group, findings, ct)),
        }, team).Errors;
        if (team.Version > before)
            findings.Add(Headings.Teams, $"{group}", Fate.Changed);
        return errors;
    });

    /// <summary>The team, tracked. One that is only named, as an owner, is called by its name.</summary>
    public async Task<Team?> FindOrDefineAsync(Work work, Act act, Reference group, Findings findings, CancellationToken ct)
    {
        if (await origin.FindAsync(work, group.Namespace, group.Kind, group.Name, ct) is { } known)
        {
            findings.Add(Headings.Teams, $"{group}", Fate.Unchanged);
            return await TeamAsync(work, known.ObjectId, ct);
        }

        var keys = KeyOf.Candidates(group.Name, $"{group.Namespace} {group.Name}");
        var (key, there) = await origin.PlaceAsync(work, keys, k => WithKeyAsync(work, k, ct), t => EntityRef.Of(nameof(Team), t.Id), ct);
        if (key is not null)
            return await DefineAsync(work, act, key, group, findings, ct);
        if (there is null)
            findings.Skip("groups for which no key is free", $"{group}");
        else
            Remember(work, group, there, Fate.Matched, findings);
        return there;
    }

    private async Task<Team?> DefineAsync(Work work, Act act, string key, Reference group, Findings findings, CancellationToken ct)
    {
        var entity = catalog.Find(group);
        var decision = Team.Define(act, await work.NextAsync(Counter.Team, ct), new DefineTeam { Key = key, Name = entity?.Title ?? PlainText.Line(group.Name, TextRules.Name) ?? key }, existing: null);
        if (decision.Value is not { } team)
        {
            findings.Skip(string.Join(' ', decision.Errors.Select(e => e.Message)), $"{group}");
            return null;
        }

        if (entity is null)
            findings.Note("teams that are named but not described: called by their names", $"{group}");
        work.Db.Teams.Add(team);
        Remember(work, group, team, Fate.Created, findings);
        return team;
    }

    private void Remember(Work work, Reference group, Team team, Fate fate, Findings findings)
    {
        origin.Remember(work, group.Namespace, group.Kind, group.Name, EntityRef.Of(nameof(Team), team.Id));
        findings.Add(Headings.Teams, $"{group}", fate);
    }

    /// <summary>What this command itself has made is not in the database yet.</summary>
    private static async Task<Team?> TeamAsync(Work work, long id, CancellationToken ct) =>
        work.Db.Teams.Local.FirstOrDefault(t => t.Id == id) ?? await work.TeamAsync(id, ct);

    private static async Task<Team?> WithKeyAsync(Work work, string key, CancellationToken ct) =>
        work.Db.Teams.Local.FirstOrDefault(t => t.Key == key) ?? await work.TeamByKeyAsync(key, ct);

    private async Task<List<User>> MembersAsync(Work work, Act act, Reference group, Findings findings, CancellationToken ct)
    {
        var members = new List<User>();
        foreach (var reference in catalog.Members(group))
        {
            if (await people.FindOrInviteAsync(work, act, reference, findings, ct) is { } user)
                members.Add(user);
            else
                findings.Skip("members of teams whom nothing describes", $"{reference} of {group}");
        }

        return members;
    }

    private static async Task<IReadOnlyList<User>> WithPresentAsync(
        Work work, Team team, List<User> members, Reference group, Findings findings, CancellationToken ct)
    {
        var ids = team.Members.Select(m => m.UserId).ToList();
        var present = await work.Db.Users.Where(u => ids.Contains(u.Id)).ToListAsync(ct);
        var all = present.Concat(members).DistinctBy(u => u.Id).ToList();
        foreach (var beyond in all.Skip(Math.Max(MostMembers, present.Count)))
            findings.Skip($"members beyond {MostMembers} of one team", $"{beyond.Handle} of {group}");
        return [.. all.Take(Math.Max(MostMembers, present.Count))];
    }
}
