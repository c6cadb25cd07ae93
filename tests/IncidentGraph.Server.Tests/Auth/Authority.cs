using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IncidentGraph.Server.Tests.Auth;

/// <summary>An OpenID Connect provider, as far as a server that checks its tokens can tell: discovery, and keys.</summary>
internal sealed class Authority : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RsaSecurityKey _key = NewKey();

    private Authority(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.First();

    public (string Key, string? Value)[] Settings =>
    [
        ("Authentication:Schemes:Bearer:Authority", Issuer),
        ("Authentication:Schemes:Bearer:RequireHttpsMetadata", "false"),
        ("Authentication:Schemes:Bearer:ValidAudience", TestTokens.Audience),
    ];

    public static async Task<Authority> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var authority = new Authority(builder.Build());
        authority._app.MapGet("/.well-known/openid-configuration", authority.Discover);
        authority._app.MapGet("/keys", authority.Keys);
        await authority._app.StartAsync();
        return authority;
    }

    public string Mint(string subject, string audience = TestTokens.Audience, string? issuer = null) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = subject },
            SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
        });

    /// <summary>From now on tokens are signed with a key that is not among those published.</summary>
    public void SignWithUnpublishedKey() => _key = NewKey(isPublished: false);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Discover() => Results.Json(new Dictionary<string, string> { ["issuer"] = Issuer, ["jwks_uri"] = $"{Issuer}/keys" });

    private IResult Keys()
    {
        if (_key.KeyId != "published")
            return Results.Json(new { keys = Array.Empty<object>() });

        var parameters = _key.Rsa.ExportParameters(includePrivateParameters: false);
        var (n, e) = (Base64UrlEncoder.Encode(parameters.Modulus), Base64UrlEncoder.Encode(parameters.Exponent));
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = _key.KeyId, n, e } } });
    }

    private static RsaSecurityKey NewKey(bool isPublished = true) =>
        new(RSA.Create(2048)) { KeyId = isPublished ? "published" : "unpublished" };
}
