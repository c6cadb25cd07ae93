using System.Security.Claims;
using IncidentGraph.Server.Auth.ApiKeys;

namespace IncidentGraph.Server.Auth;

/// <summary>
/// What somebody came in with, as far as it can be withdrawn: an API key by its prefix; or a token, and what was had by it, by whose it is and
/// when it was issued.
/// </summary>
internal sealed record Credentials(string? KeyPrefix, string? Issuer, string? Subject, DateTimeOffset? IssuedAt)
{
    /// <summary>Null for who came with none.</summary>
    public static Credentials? Of(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true)
            return null;
        return ApiKeyIdentity.PrefixOf(principal) is { } prefix
            ? new Credentials(prefix, null, null, null)
            : new Credentials(null, principal.Find(TokenClaims.Issuer), principal.Find(TokenClaims.Subject), principal.Moment(TokenClaims.IssuedAt));
    }
}
