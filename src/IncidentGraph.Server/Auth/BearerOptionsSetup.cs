using IncidentGraph.Server.Auth.Development;
using IncidentGraph.Server.Engine;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace IncidentGraph.Server.Auth;

/// <summary>Completes what configuration says about tokens, and refuses to start with a configuration that would trust too much.</summary>
/// <param name="devKey">Null outside Development.</param>
internal sealed class BearerOptionsSetup(DevSigningKey? devKey)
    : IPostConfigureOptions<JwtBearerOptions>, IValidateOptions<JwtBearerOptions>
{
    private const string Section = "Authentication:Schemes:Bearer";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public void PostConfigure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        var checks = options.TokenValidationParameters;
        if (devKey is not null)
            TrustDemoTokens(checks, devKey);

        // The framework checks an issuer or audience only where one is configured; here a missing one is refused below.
        checks.ValidateIssuer = true;
        checks.ValidateAudience = true;
        checks.ClockSkew = ClockSkew;
        options.Events = new JwtBearerEvents { OnTokenValidated = context => RefuseBarredAsync(context, context.HttpContext.RequestAborted) };
    }

    public ValidateOptionsResult Validate(string? name, JwtBearerOptions options)
    {
        if (name != JwtBearerDefaults.AuthenticationScheme)
            return ValidateOptionsResult.Skip;

        var checks = options.TokenValidationParameters;
        var hasKeys = checks.IssuerSigningKeys?.Any() == true || checks.IssuerSigningKey is not null;
        var hasAuthority = !string.IsNullOrEmpty(options.Authority) || !string.IsNullOrEmpty(options.MetadataAddress);
        if (!hasKeys && !hasAuthority)
        {
            return ValidateOptionsResult.Fail(
                $"Nothing says whose tokens to accept. Set {Section}:Authority to the address of an OpenID Connect provider, "
                + $"or {Section}:ValidIssuer and {Section}:SigningKeys to an issuer and its keys, "
                + $"and {Section}:ValidAudiences to the audience that tokens for this server carry.");
        }

        if (!hasAuthority && string.IsNullOrEmpty(checks.ValidIssuer) && checks.ValidIssuers?.Any() != true)
            return ValidateOptionsResult.Fail($"{Section}:SigningKeys needs {Section}:ValidIssuer: whose keys they are.");

        if (string.IsNullOrEmpty(checks.ValidAudience) && checks.ValidAudiences?.Any() != true)
        {
            return ValidateOptionsResult.Fail(
                $"{Section}:ValidAudiences is not set: every token of the provider would be accepted, whichever application it was made for. "
                + "Set it to the audience that tokens for this server carry.");
        }

        return ValidateOptionsResult.Success;
    }

    // Beside what the token says itself, so that one that was withdrawn is answered as one that has expired is, whatever it comes over.
    private static async Task RefuseBarredAsync(TokenValidatedContext context, CancellationToken ct)
    {
        try
        {
            var callers = context.HttpContext.RequestServices.GetRequiredService<CallerResolver>();
            if (context.Principal is { } bearer && await callers.BarAsync(bearer, ct) is { } reason)
                context.Fail(new BarredException(reason));
        }
        catch (Exception e) when (Outages.IsOutage(e) || ct.IsCancellationRequested)
        {
            context.Fail(e); // whoever has left meanwhile reads no answer, and is no failure of the server
        }
    }

    private static void TrustDemoTokens(TokenValidationParameters checks, DevSigningKey key)
    {
        checks.ValidIssuers = [.. checks.ValidIssuers ?? [], DemoTokens.Issuer];
        checks.ValidAudiences = [.. checks.ValidAudiences ?? [], DemoTokens.Audience];
        checks.IssuerSigningKeys = [.. checks.IssuerSigningKeys ?? [], key.Value];
    }
}
