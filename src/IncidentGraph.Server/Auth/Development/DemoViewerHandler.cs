using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>Lets a tokenless request from this machine in as the demo viewer.</summary>
internal sealed class DemoViewerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "DemoViewer";

    /// <summary>Whoever sends credentials is judged by them, however wrong: a bad token never becomes a viewer.</summary>
    public static bool Applies(HttpContext context) =>
        !AuthSetup.HasCredentials(context) && Loopback.IsDirect(context);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var now = TimeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Claim[] claims =
        [
            new(TokenClaims.Issuer, DemoTokens.Issuer),
            new(TokenClaims.IssuedAt, now, ClaimValueTypes.Integer64),
            .. DemoTokens.ClaimsOf(DemoPerson.Viewer),
        ];
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName)));
    }
}
