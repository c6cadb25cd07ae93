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

        return await ByTokenAsync(identity, principal, ct);
    }

    /// <summary>
    /// Why the bearer of a token that holds is not let in; null when they are, or were never seen: nobody joins by being asked about.
    /// </summary>
    internal async ValueTask<string?> BarAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (TokenIdentity.Read(principal, _options) is not { } identity)
            return null; // who that is, nobody can say: refused with all that it asks
        var user = await KnownAsync(identity, ct);
        return user?.Bar(principal.Moment(TokenClaims.IssuedAt));
    }

    /// <summary>Whether somebody who came in may not be here any longer.</summary>
    internal async ValueTask<bool> MayNotStayAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (principal.Identity?.IsAuthenticated != true)
            return false;
        return ApiKeyIdentity.PrefixOf(principal) is { } prefix
            ? await _keys.ActiveAsync(prefix, ct) is null
            : await BarAsync(principal, ct) is not null;
    }

    /// <summary>Call after a command that changed people, teams or keys: their rights show at once on this node.</summary>
    public void Forget()
    {
        _cache.Clear();
        _keys.Forget();
    }

    // Looked at for each operation, as below: a socket outlives its token.
    private static CallerResult Judge(KnownUser user, TokenIdentity identity, ClaimsPrincipal principal) =>
        user.Bar(principal.Moment(TokenClaims.IssuedAt)) is { } reason
            ? new CallerResult.Refused(reason)
            : new CallerResult.Known(new Caller(user.Id, user.DisplayName, identity.Role, user.TeamIds));

    // Looked at for each operation: a socket outlives its key.
    private async ValueTask<CallerResult> ByKeyAsync(string prefix, CancellationToken ct)
    {
        if (await _keys.ActiveAsync(prefix, ct) is not { } key)
            return new CallerResult.Refused(ApiKeyRefusedException.Reason);

        _uses.Note(key.Id, _clock.NowMoment());
        return new CallerResult.Known(Caller.OfKey(key.Id, key.Name, key.Scopes));
    }

    private async ValueTask<CallerResult> ByTokenAsync(TokenIdentity identity, ClaimsPrincipal principal, CancellationToken ct)
    {
        if (await KnownAsync(identity, ct) is { } known)
            return Judge(known, identity, principal);

        var errors = await _firstSight.WelcomeAsync(identity, ct);
        if (errors.Count > 0)
            return new CallerResult.Refused($"The token's bearer cannot join: {errors[0].Message}");

        var joined = await KnownAsync(identity, ct) ?? throw new InvalidOperationException("A user who has just joined is not there.");
        return Judge(joined, identity, principal);
    }

    private async ValueTask<KnownUser?> KnownAsync(TokenIdentity identity, CancellationToken ct)
    {
        var place = (identity.Issuer, identity.Subject);
        if (_cache.Find(place) is { } remembered)
            return remembered;

        var generation = _cache.Generation;
        var user = await FindAsync(identity, ct);
        if (user is not null)
            _cache.Add(place, user, generation);
        return user;
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
                user.NotBefore,
                Teams = db.TeamMembers.Where(member => member.UserId == user.Id).Select(member => member.TeamId).ToList(),
            })
            .SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new KnownUser(found.Id, found.DisplayName, new Admission(found.IsActive, found.NotBefore), found.Teams.ToHashSet());
    }
}
