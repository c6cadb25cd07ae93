using IncidentGraph.Data;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Auth.ApiKeys;

/// <summary>
/// Finds API keys. Unknown, expired and revoked ones, and those of people who have left, are never told apart. A guess costs at most one look at an index, and
/// nothing when it has not even the form of a key.
/// </summary>
internal sealed class ApiKeyDirectory(
    IDbContextFactory<IncidentDbContext> contexts, CallerCache<string, KnownKey> cache, TimeProvider clock)
{
    /// <summary>The key that this secret opens; null when there is none that may be used.</summary>
    public async ValueTask<KnownKey?> OpenAsync(string secret, CancellationToken ct)
    {
        if (ApiKeySecret.PrefixOf(secret) is not { } prefix)
            return null;

        var key = await ActiveAsync(prefix, ct);
        return key?.Opens(secret) == true ? key : null;
    }

    /// <summary>The key of somebody who has shown its secret before, if it may still be used.</summary>
    public async ValueTask<KnownKey?> ActiveAsync(string prefix, CancellationToken ct)
    {
        var key = cache.Find(prefix) ?? await FindAsync(prefix, ct);
        return key?.IsActive(clock.GetUtcNow()) == true ? key : null;
    }

    public void Forget() => cache.Clear();

    private async Task<KnownKey?> FindAsync(string prefix, CancellationToken ct)
    {
        var generation = cache.Generation;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.ApiKeys.AsNoTracking()
            .Where(key => key.Prefix == prefix)
            .Select(key => new { Key = key, IsMakerActive = !db.Users.Any(user => user.Id == key.CreatedById && !user.IsActive) })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return null; // not remembered: guesses must not crowd out the keys that there are

        var known = Known(found.Key, found.IsMakerActive);
        cache.Add(prefix, known, generation);
        return known;
    }

    private static KnownKey Known(ApiKey key, bool isMakerActive) =>
        new(key.Id, key.Name, key.Prefix, key.SecretHash, key.Scopes, key.ExpiresAt, key.RevokedAt, isMakerActive);
}
