using System.Diagnostics;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Auth;

/// <summary>
/// The first request with somebody's token: who was invited is claimed, everybody else joins, as a command with its event. Of several
/// first requests at once one decides, and the others find its user.
/// </summary>
internal sealed class FirstSight(Commit commit)
{
    private const int MaxNumberedTries = 20;

    public async Task<IReadOnlyList<DomainError>> WelcomeAsync(TokenIdentity identity, CancellationToken ct)
    {
        var result = await commit.RunAsync(
            new Command
            {
                By = Caller.System,
                TraceId = Activity.Current?.TraceId.ToString(),
                Decide = (work, token) => DecideAsync(work, identity, token),
            },
            ct);
        return result.Errors;
    }

    private static async Task<Decision> DecideAsync(Work work, TokenIdentity identity, CancellationToken ct)
    {
        if (await work.UserBySubjectAsync(identity.Issuer, identity.Subject, ct) is { } known)
            return Decision.Accepted(EntityRef.Of(nameof(User), known.Id));

        return await InvitedAsync(work, identity, ct) is { } invited
            ? Answer(invited.Claim(work.Act, identity.Issuer, identity.Subject), invited.Id)
            : await JoinAsync(work, identity, ct);
    }

    private static async Task<Decision> JoinAsync(Work work, TokenIdentity identity, CancellationToken ct)
    {
        var id = await work.NextAsync(Counter.Actor, ct);
        var join = new JoinUser
        {
            Issuer = identity.Issuer,
            Subject = identity.Subject,
            Handle = await FreeHandleAsync(work, identity.Handle, id, ct),
            DisplayName = identity.DisplayName,
            Email = identity.Email,
            AvatarUrl = identity.AvatarUrl,
        };
        var decision = User.Join(work.Act, id, join);
        if (decision.Value is { } user)
            work.Db.Users.Add(user);

        return Answer(decision.Errors, id);
    }

    private static Decision Answer(IReadOnlyList<DomainError> errors, long id) =>
        errors.Count > 0 ? Decision.Refused(errors) : Decision.Accepted(EntityRef.Of(nameof(User), id));

    private static async Task<User?> InvitedAsync(Work work, TokenIdentity identity, CancellationToken ct)
    {
        if (identity.InvitedAs is not { } address)
            return null;

        var folded = Derived.Fold(address);
        return await work.Db.Users
            .Where(user => user.Issuer == null && EF.Property<string?>(user, Derived.EmailFolded) == folded)
            .OrderByDescending(user => user.IsActive).ThenBy(user => user.Id) // one who is not active is not let in as somebody new either
            .FirstOrDefaultAsync(ct);
    }

    // A popular handle is numbered a few times; after that the id, which nobody else has, ends the search.
    private static async Task<string> FreeHandleAsync(Work work, string wanted, long id, CancellationToken ct)
    {
        List<string> candidates =
            [wanted, .. Enumerable.Range(2, MaxNumberedTries).Append((int)id).Select(number => Handles.WithSuffix(wanted, number))];
        var taken = await work.Db.Users.Where(user => candidates.Contains(user.Handle)).Select(user => user.Handle).ToListAsync(ct);
        return candidates.Except(taken, StringComparer.Ordinal).FirstOrDefault() ?? candidates[^1];
    }
}
