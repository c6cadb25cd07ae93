using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>
/// Users are found by what was imported before, else by their address or handle, else invited: their first token claims them.
/// </summary>
internal sealed class CatalogPeople(Origin origin, Catalog catalog)
{
    private const int Numbered = 50;

    public ImportStep Step(Reference reference) => new($"{reference}", 3, async (work, findings, ct) =>
    {
        var by = await origin.CallerAsync(work, findings, ct);
        _ = await FindOrInviteAsync(work, work.Act.Restoring(by, work.Act.At), reference, findings, ct);
        return [];
    });

    /// <summary>Null for somebody whom nothing describes.</summary>
    public async Task<User?> FindOrInviteAsync(Work work, Act act, Reference reference, Findings findings, CancellationToken ct)
    {
        if (await origin.FindAsync(work, reference.Namespace, reference.Kind, reference.Name, ct) is { } known)
        {
            findings.Add(Headings.Users, $"{reference}", Fate.Unchanged);
            return await work.Db.Users.FindAsync([known.ObjectId], ct);
        }

        if (catalog.Find(reference) is not { } entity)
            return null;
        var user = await MatchAsync(work, entity, ct);
        findings.Add(Headings.Users, $"{reference}", user is null ? Fate.Created : Fate.Matched);
        user ??= await InviteAsync(work, act, entity, findings, ct);
        if (user is not null)
            origin.Remember(work, reference.Namespace, reference.Kind, reference.Name, EntityRef.Of(nameof(User), user.Id));
        return user;
    }

    /// <summary>The same address is the same person; the same handle is, unless the addresses differ.</summary>
    private static async Task<User?> MatchAsync(Work work, Entity entity, CancellationToken ct)
    {
        if (entity.Email is not null)
        {
            var folded = Derived.Fold(entity.Email);
            var addressed = work.Db.Users.Local.FirstOrDefault(u => u.Email is not null && Derived.Fold(u.Email) == folded) ?? await work.Db.Users.Where(u => EF.Property<string?>(u, Derived.EmailFolded) == folded).OrderBy(u => u.Id).FirstOrDefaultAsync(ct);
            if (addressed is not null)
                return addressed;
        }

        var handle = Handles.From(entity.Reference.Name);
        var named = work.Db.Users.Local.FirstOrDefault(u => u.Handle == handle) ?? await work.UserByHandleAsync(handle, ct);
        return named is not null && (named.Email is null || entity.Email is null) ? named : null;
    }

    private static async Task<User?> InviteAsync(Work work, Act act, Entity entity, Findings findings, CancellationToken ct)
    {
        var id = await work.NextAsync(Counter.Actor, ct);
        var invited = User.Invite(act, id, new InviteUser
        {
            Handle = await FreeHandleAsync(work, Handles.From(entity.Reference.Name), ct),
            DisplayName = entity.Title,
            Email = entity.Email,
        });
        if (invited.Value is not { } user)
        {
            findings.Skip(string.Join(' ', invited.Errors.Select(e => e.Message)), $"{entity.Reference}");
            return null;
        }

        if (entity.Email is null)
            findings.Note("users without an e-mail address: their tokens will not be recognised by it", $"{entity.Reference}");
        work.Db.Users.Add(user);
        return user;
    }

    private static async Task<string> FreeHandleAsync(Work work, string wanted, CancellationToken ct)
    {
        List<string> candidates = [wanted, .. Enumerable.Range(2, Numbered).Select(number => Handles.WithSuffix(wanted, number))];
        var taken = await work.Db.Users.Where(u => candidates.Contains(u.Handle)).Select(u => u.Handle).ToListAsync(ct);
        taken.AddRange(work.Db.Users.Local.Select(u => u.Handle)); // this command's own are not in the database yet
        return candidates.Except(taken, StringComparer.Ordinal).FirstOrDefault() ?? candidates[^1];
    }
}
