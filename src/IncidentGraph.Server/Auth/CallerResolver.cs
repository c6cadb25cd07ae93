using System.Security.Claims;
using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth.ApiKeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Auth;

/// <summary>Finds the user or the API key behind a principal, and lets a first-time bearer of a token join.</summary>
public sealed class CallerResolver
{
    private readonly IDbContextFactory<IncidentDbContext> _contexts;
    private readonly FirstSight _firstSight;
    private readonly CallerCache<(string Issuer, string Subject), KnownUser> _cache;
    private readonly ApiKeyDirectory _keys;
    private readonly ApiKeyUses _uses;
    private readonly TimeProvider _clock;
    private readonly AuthOptions _options;

    internal CallerResolver(
        IDbContextFactory<IncidentDbContext> contexts, FirstSight firstSight, CallerCache<(string Issuer, string Subject), KnownUser> cache,
        ApiKeyDirectory keys, ApiKeyUses uses, TimeProvider clock, IOptions<AuthOptions> options)
    {
        _contexts = contexts;
        _firstSight = firstSight;
        _cache = cache;
        _keys = keys;
        _uses = uses;
        _clock = clock;
        _options = options.Value;
    }

    /// <exception cref="Data.Commits.StoreUnavailableException">The first sight of a user could not be stored.</exception>
    public async ValueTask<CallerResult> ResolveAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (principal.Identity?.IsAuthenticated != true)
            return CallerResult.Anonymous.Instance;

        if (ApiKeyIdentity.PrefixOf(principal) is { } prefix)
            return await ByKeyAsync(prefix, ct);

        if (TokenIdentity.Read(principal, _options) is not { } identity)
            return new CallerResult.Refused("The token names nobody: it needs an issuer (iss) and a subject (sub).");

        return await ByTokenAsync(identity, ct);
    }

    /// <summary>Call after a command that changed people, teams or keys: their rights show at once on this node.</summary>
    public void Forget()
    {
        _cache.Clear();
        _keys.Forget();
    }

    private static CallerResult Judge(KnownUser user, TokenIdentity identity) =>
        user.IsActive
            ? new CallerResult.Known(new Caller(user.Id, user.DisplayName, identity.Role, user.TeamIds))
            : new CallerResult.Refused($"{user.DisplayName} is no longer active here: ask an admin.");

    // Looked at for each operation: a socket outlives its key.
    private async ValueTask<CallerResult> ByKeyAsync(string prefix, CancellationToken ct)
    {
        if (await _keys.ActiveAsync(prefix, ct) is not { } key)
            return new CallerResult.Refused(ApiKeyRefusedException.Reason);

        _uses.Note(key.Id, _clock.NowMoment());
        return new CallerResult.Known(Caller.OfKey(key.Id, key.Name, key.Scopes));
    }

    private async ValueTask<CallerResult> ByTokenAsync(TokenIdentity identity, CancellationToken ct)
    {
        var place = (identity.Issuer, identity.Subject);
        if (_cache.Find(place) is { } remembered)
            return Judge(remembered, identity);

        var generation = _cache.Generation;
        var user = await FindAsync(identity, ct);
        if (user is null)
        {
            var errors = await _firstSight.WelcomeAsync(identity, ct);
            if (errors.Count > 0)
                return new CallerResult.Refused($"The token's bearer cannot join: {errors[0].Message}");

            user = await FindAsync(identity, ct) ?? throw new InvalidOperationException("A user who has just joined is not there.");
        }

        _cache.Add(place, user, generation);
        return Judge(user, identity);
    }

    private async Task<KnownUser?> FindAsync(TokenIdentity identity, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var found = await db.Users.AsNoTracking()
            .Where(user => user.Issuer == identity.Issuer && user.Subject == identity.Subject)
            .Select(user => new
            {
                user.Id,
                user.DisplayName,
                user.IsActive,
                Teams = db.TeamMembers.Where(member => member.UserId == user.Id).Select(member => member.TeamId).ToList(),
            })
            .SingleOrDefaultAsync(ct);
        return found is null ? null : new KnownUser(found.Id, found.DisplayName, found.IsActive, found.Teams.ToHashSet());
    }
}
