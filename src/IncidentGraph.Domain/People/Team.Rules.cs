using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.People;

public sealed partial class Team
{
    /// <param name="act">An admin's.</param>
    /// <param name="id">The id of a new team; unused for an existing one.</param>
    /// <param name="command">What is to be.</param>
    /// <param name="existing">The team with that key; null creates one.</param>
    public static Decision<Team> Define(Act act, long id, DefineTeam command, Team? existing)
    {
        if (NotAdmin(act) is { } error)
            return new List<DomainError> { error };
        var checks = new Checks();
        var key = checks.Required(command.Key, TextRules.Key, "key");
        if (key.Length > 0 && !TextRules.IsKey(key))
            checks.Invalid($"{key} is not a key.", "Use lower case letters a-z, digits and hyphens.", "key");
        var name = checks.Required(command.Name, TextRules.Name, "name");
        if (!act.IsImport)
            CheckNewMembers(command, existing, checks);
        if (checks.Failed)
            return checks.Errors;

        var members = command.Members.IsSet ? Ids(command.Members.Value) : existing?.MemberIds ?? [];
        if (existing is not null && existing.Name == name && existing.MemberIds.SetEquals(members))
            return existing;
        var team = existing ?? new() { Id = id, Key = key, Name = name };
        team.Become(act, name, members, isNew: existing is null);
        return team;
    }

    /// <summary>Takes one more person in; who is in already stays.</summary>
    public IReadOnlyList<DomainError> AddMember(Act act, User user)
    {
        if (NotAdmin(act) is { } error)
            return [error];
        if (!MemberIds.Contains(user.Id))
            Become(act, Name, [.. MemberIds, user.Id], isNew: false);
        return [];
    }

    /// <summary>Who has left stays a member until somebody takes them out, and does not become one.</summary>
    private static void CheckNewMembers(DefineTeam command, Team? existing, Checks checks)
    {
        var users = command.Members.Value ?? [];
        for (var i = 0; i < users.Count; i++)
        {
            if (!users[i].IsActive && existing?.MemberIds.Contains(users[i].Id) != true)
                checks.Invalid($"{users[i].DisplayName} is not active.", "Name active users.", "memberIds", i.ToString());
        }
    }

    private HashSet<long> MemberIds => [.. _members.Select(m => m.UserId)];

    private static HashSet<long> Ids(IReadOnlyList<User>? users) => [.. (users ?? []).Select(u => u.Id)];

    private void Become(Act act, string name, HashSet<long> members, bool isNew)
    {
        Name = name;
        _members.RemoveAll(m => !members.Contains(m.UserId));
        _members.AddRange(members.Except(MemberIds).Order().Select(id => new TeamMember { TeamId = Id, UserId = id }));
        if (!isNew)
            Version++;
        Catalog.Record(act, new TeamDefined(Id), $"{act.By.DisplayName} {(isNew ? "defined" : "changed")} the team {Name}", Version);
    }

    private static NotAllowedError? NotAdmin(Act act)
        => act.IsImport || act.By.IsAdmin ? null : Refusal.NotAllowed("Only admins define teams.", "Ask an admin.", "ADMIN");
}
