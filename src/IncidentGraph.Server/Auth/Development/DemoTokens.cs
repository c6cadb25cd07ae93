using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>Mints the demonstration tokens. Registered in Development only.</summary>
internal sealed class DemoTokens(DevSigningKey key, TimeProvider clock)
{
    public const string Issuer = "incidentgraph-dev";

    public const string Audience = "incidentgraph";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public (string Token, DateTimeOffset ExpiresAt) For(DemoPerson person)
    {
        var now = clock.GetUtcNow();
        var expiresAt = now + Lifetime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Subject = new ClaimsIdentity(ClaimsOf(person)),
            SigningCredentials = new SigningCredentials(key.Value, SecurityAlgorithms.HmacSha256),
        };
        return (new JsonWebTokenHandler().CreateToken(descriptor), expiresAt);
    }

    public static IEnumerable<Claim> ClaimsOf(DemoPerson person) =>
    [
        new(TokenClaims.Subject, person.Subject),
        new("name", person.Name),
        new("preferred_username", person.Subject),
        new("email", person.Email),
        new("email_verified", "true", ClaimValueTypes.Boolean),
        new("roles", person.RoleName),
    ];
}
