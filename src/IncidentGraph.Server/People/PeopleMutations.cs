using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.People;

public sealed record DefineTeamInput(
    string Key, string Name, Change<IReadOnlyList<string>?> MemberIds, int? ExpectedVersion, string? IdempotencyKey) : IMutationInput;

public sealed record InviteUserInput(
    string Handle, string DisplayName, string? Email, IReadOnlyList<string>? TeamIds, string? IdempotencyKey) : IMutationInput;

[MutationType]
public sealed class PeopleMutations(CallerCommands commands, CallerResolver callers)
{
    private const int MostMembers = 500;

    public async Task<MutationPayload> DefineTeamAsync(DefineTeamInput input, CancellationToken ct)
    {
        var payload = await commands.RunAsync(input, (work, aborted) => DefineAsync(work, input, aborted), ct);
        callers.Forget(); // who is in which team decides rights
        return payload;
    }

    public async Task<MutationPayload> InviteUserAsync(InviteUserInput input, CancellationToken ct)
    {
        var payload = await commands.RunAsync(input, (work, aborted) => InviteAsync(work, input, aborted), ct);
        callers.Forget();
        return payload;
    }

    private static async Task<Decision> DefineAsync(Work work, DefineTeamInput input, CancellationToken ct)
    {
        var existing = await work.TeamByKeyAsync(input.Key.Trim(), ct);
        var id = existing?.Id ?? await work.NextAsync(Counter.Team, ct);
        if (existing is not null && Decisions.Conflict(input.ExpectedVersion, existing.Version, Ref(existing)) is { } conflict)
            return conflict;
        var (members, errors) = await FindAllAsync(
            input.MemberIds.Value ?? [], "memberIds", MostMembers, "user", (key, token) => work.FindUserAsync(key, token), ct);
        if (errors.Count > 0)
            return Decisions.Of(errors);

        var defined = Team.Define(work.Act, id, new DefineTeam
        {
            Key = input.Key,
            Name = input.Name,
            Members = input.MemberIds.IsSet ? new Change<IReadOnlyList<User>?>(members) : default,
        }, existing);
        if (defined.Value is not { } team)
            return Decisions.Of(defined.Errors);
        if (existing is null)
            work.Db.Add(team);
        return Decisions.Of([], Ref(team));
    }

    private static async Task<Decision> InviteAsync(Work work, InviteUserInput input, CancellationToken ct)
    {
        var id = await work.NextAsync(Counter.Actor, ct);
        var (teams, errors) = await FindAllAsync(
            input.TeamIds ?? [], "teamIds", MostMembers, "team", (key, token) => work.FindTeamAsync(key, token), ct);
        if (errors.Count > 0)
            return Decisions.Of(errors);
        var invited = User.Invite(work.Act, id, new InviteUser
        {
            Handle = input.Handle,
            DisplayName = input.DisplayName,
            Email = input.Email,
        });
        if (invited.Value is not { } user)
            return Decisions.Of(invited.Errors);
        if (await work.UserByHandleAsync(user.Handle, ct) is { } existing)
            return Decisions.Of([new AlreadyExistsError(
                $"There is a user '{user.Handle}'.", ["handle"], "Choose another handle.", EntityRef.Of("User", existing.Id))]);
        work.Db.Add(user);
        var refused = teams.SelectMany(team => team.AddMember(work.Act, user)).ToList();
        return Decisions.Of(refused, EntityRef.Of("User", user.Id));
    }

    private static EntityRef Ref(Team team) => EntityRef.Of("Team", team.Id);

    private static async Task<(IReadOnlyList<T> Found, IReadOnlyList<DomainError> Errors)> FindAllAsync<T>(
        IReadOnlyList<string> ids, string field, int most, string what,
        Func<string, CancellationToken, Task<T?>> find, CancellationToken ct)
        where T : class
    {
        if (ids.Count > most)
            return ([], [new ValidationError($"{ids.Count} are too many.", [field], $"Give at most {most}.")]);
        var found = new List<T>();
        var errors = new List<DomainError>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (await find(ids[i], ct) is { } one)
                found.Add(one);
            else
                errors.Add(Refusal.NotFound(what, field, i.ToString()));
        }

        return (found, errors);
    }
}
