using System.Security.Claims;

namespace IncidentGraph.Server.Auth.ApiKeys;

/// <summary>An API key as a principal: what it expires by is the claim that tokens have, so that streams end alike.</summary>
internal static class ApiKeyIdentity
{
    private const string PrefixClaim = "prefix";

    public static ClaimsPrincipal Of(KnownKey key)
    {
        List<Claim> claims = [new(TokenClaims.Subject, $"api-key:{key.Id}"), new(PrefixClaim, key.Prefix)];
        if (key.ExpiresAt is { } end)
            claims.Add(new Claim(TokenClaims.Expiry, end.ToUnixTimeSeconds().ToString(), ClaimValueTypes.Integer64));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, ApiKeyHandler.SchemeName));
    }

    /// <summary>Null for everybody who came with anything else: the type of an identity is set by its handler, never by a token.</summary>
    public static string? PrefixOf(ClaimsPrincipal principal) =>
        principal.Identity?.AuthenticationType == ApiKeyHandler.SchemeName ? principal.FindFirstValue(PrefixClaim) : null;
}
