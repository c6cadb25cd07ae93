using System.Globalization;
using IncidentGraph.Server.Auth.ApiKeys;
using IncidentGraph.Server.Auth.Tickets;
using IncidentGraph.Server.Engine;
using IncidentGraph.Transport;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace IncidentGraph.Server.Auth;

/// <summary>
/// Answers 401 to credentials that do not hold. Without it a request with a bad token would go on as an anonymous one, and its
/// sender would look for the missing fields instead of a new token.
/// </summary>
internal sealed class RejectedTokens(RequestDelegate next, TransportMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!AuthSetup.HasCredentials(context) || context.User.Identity?.IsAuthenticated == true)
        {
            await next(context);
            return;
        }

        // Judged once per request: this is the verdict that made the caller nobody.
        var verdict = await context.AuthenticateAsync();
        var isOutage = Outages.IsOutage(verdict.Failure);
        if (isOutage)
            Postpone(context.Response);
        else
            await context.ChallengeAsync(AuthSetup.SchemeOf(context));
        var code = isOutage ? ErrorCodes.Unavailable : ErrorCodes.Unauthenticated;
        metrics.CountError(code);
        await WriteAsync(context, Explain(verdict.Failure), code);
    }

    public static string Explain(Exception? failure) => failure switch
    {
        null => "The Authorization header holds no bearer token: send \"Bearer\" and a token, or no header at all.",
        SecurityTokenExpiredException => "The token has expired: get a new one.",
        SecurityTokenInvalidAudienceException => "The token was made for another audience.",
        SecurityTokenInvalidIssuerException => "The token's issuer is not one that this server trusts.",
        BarredException barred => barred.Message,
        ApiKeyRefusedException refused => refused.Message,
        TicketRefusedException refused => refused.Message,
        var outage when Outages.IsOutage(outage) => "The database is away or too busy: try again in a few seconds.",
        _ => "The token is not valid.",
    };

    private static void Postpone(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = Refusals.UnavailableFor.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    private static Task WriteAsync(HttpContext context, string message, string code)
    {
        const string GraphQLResponse = "application/graphql-response+json";
        var accepts = context.Request.Headers.Accept.ToString().Contains(GraphQLResponse, StringComparison.OrdinalIgnoreCase);
        return context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message, extensions = new { code } } } },
            options: null,
            $"{(accepts ? GraphQLResponse : "application/json")}; charset=utf-8",
            context.RequestAborted);
    }
}
