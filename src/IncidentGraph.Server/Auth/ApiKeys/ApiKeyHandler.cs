using System.Text.Encodings.Web;
using IncidentGraph.Server.Engine;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Server.Auth.ApiKeys;

/// <summary>Lets in whoever brings an API key as a bearer token. Never logs it, and leaves it to no other handler.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyDirectory keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string Bearer = "Bearer ";

    public static bool Applies(HttpContext context) => SecretOf(context.Request) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretOf(Request) is not { } secret)
            return AuthenticateResult.NoResult();

        try
        {
            return await keys.OpenAsync(secret, Context.RequestAborted) is { } key
                ? AuthenticateResult.Success(new AuthenticationTicket(ApiKeyIdentity.Of(key), SchemeName))
                : AuthenticateResult.Fail(new ApiKeyRefusedException());
        }
        catch (Exception e) when (Outages.IsOutage(e))
        {
            return AuthenticateResult.Fail(e);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer error=\"invalid_token\"");
        return Task.CompletedTask;
    }

    private static string? SecretOf(HttpRequest request)
    {
        var credentials = request.Headers.Authorization.ToString();
        if (!credentials.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return null;

        var token = credentials[Bearer.Length..].Trim();
        return token.StartsWith(ApiKeySecret.Mark, StringComparison.Ordinal) ? token : null;
    }
}
