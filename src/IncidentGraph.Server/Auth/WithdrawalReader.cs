using IncidentGraph.Data;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Auth;

/// <summary>Asks the database, past everything that is remembered, who is kept out.</summary>
internal sealed class WithdrawalReader(IDbContextFactory<IncidentDbContext> contexts)
{
    public async Task<Withdrawals> AllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, db.Users, db.ApiKeys, ct);
    }

    /// <param name="actorIds">Users, with the API keys of their making, and API keys.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Withdrawals> OfAsync(IReadOnlyCollection<long> actorIds, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(
            db, db.Users.Where(u => actorIds.Contains(u.Id)), db.ApiKeys.Where(k => actorIds.Contains(k.Id) || actorIds.Contains(k.CreatedById)), ct);
    }

    private static async Task<Withdrawals> ReadAsync(IncidentDbContext db, IQueryable<User> among, IQueryable<ApiKey> keysAmong, CancellationToken ct)
    {
        var users = await among.AsNoTracking()
            .Where(u => u.Issuer != null && (!u.IsActive || u.NotBefore != null))
            .Select(u => new { u.Issuer, u.Subject, u.IsActive, u.NotBefore })
            .ToListAsync(ct);
        var keys = await keysAmong
            .Where(k => k.RevokedAt != null || db.Users.Any(u => u.Id == k.CreatedById && !u.IsActive))
            .Select(k => k.Prefix)
            .ToListAsync(ct);
        return new Withdrawals(
            users.ToDictionary(u => (u.Issuer, u.Subject), u => new Admission(u.IsActive, u.NotBefore)), keys.ToHashSet(StringComparer.Ordinal));
    }
}
