using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IncidentGraph.Server.Tests.Auth;

/// <summary>Tokens of a provider whose key the server was given by configuration.</summary>
internal static class TestTokens
{
    public const string Issuer = "https://id.xyz.example";

    public const string Audience = "incidentgraph-test";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The shape that <c>dotnet user-jwts</c> writes.</summary>
    public static (string Key, string? Value)[] Settings =>
    [
        ("Authentication:Schemes:Bearer:ValidIssuer", Issuer),
        ("Authentication:Schemes:Bearer:ValidAudiences:0", Audience),
        ("Authentication:Schemes:Bearer:SigningKeys:0:Issuer", Issuer),
        ("Authentication:Schemes:Bearer:SigningKeys:0:Value", Convert.ToBase64String(Key)),
    ];

    public static string Mint(
        string subject = "u-1",
        string issuer = Issuer,
        string audience = Audience,
        byte[]? key = null,
        TimeSpan? validFor = null,
        DateTimeOffset? issuedAt = null,
        bool saysWhenIssued = true,
        Dictionary<string, object>? claims = null)
    {
        var now = DateTime.UtcNow;
        var expires = now + (validFor ?? TimeSpan.FromHours(1));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = saysWhenIssued }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = saysWhenIssued ? issuedAt?.UtcDateTime ?? expires.AddHours(-2) : null,
            NotBefore = (expires < now ? expires : now).AddHours(-2),
            Expires = expires,
            Claims = new Dictionary<string, object>(claims ?? []) { ["sub"] = subject },
            SigningCredentials = new(new SymmetricSecurityKey(key ?? Key), SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Says that it needs no signature.</summary>
    public static string MintUnsigned(string subject = "u-1")
    {
        var claims = Mint(subject).Split('.')[1];
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{claims}.";
    }

    public static HttpRequestMessage Request(string path, string token, string scheme = "Bearer") =>
        new(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue(scheme, token) } };
}
