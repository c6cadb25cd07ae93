using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Takes a name for a token. A few names are refused, fail, hang, or are good for a minute only.</summary>
public sealed class ToyAuthenticator(TimeProvider time) : IConnectionAuthenticator
{
    private readonly Signal<int> _asked = new(0);
    private readonly Signal<int> _renewed = new(0);

    /// <summary>Waits until so many pings brought credentials; all but the last have been acted upon then.</summary>
    public Task RenewalsAsync(int count) => _renewed.UntilAsync(renewed => renewed == count).WaitAsync(TimeSpan.FromSeconds(10));

    /// <summary>Waits until somebody asked.</summary>
    public Task AskedAsync() => _asked.UntilAsync(asked => asked > 0).WaitAsync(TimeSpan.FromSeconds(10));

    public async ValueTask<ConnectionVerdict> AuthenticateAsync(HttpContext http, JsonElement? payload, CancellationToken ct)
    {
        _asked.Change(asked => asked + 1);
        var token = payload is { } json && json.TryGetProperty("token", out var value) ? value.GetString() : null;
        switch (token)
        {
            case null:
                return new ConnectionVerdict.Accepted(http.User);
            case "refused":
                return new ConnectionVerdict.Refused("The token is refused. " + new string('é', 200));
            case "crash":
                throw new InvalidOperationException("a secret of the authenticator");
            case "hang":
                await Task.Delay(Timeout.Infinite, ct);
                throw new InvalidOperationException("not reached");
            default:
                return new ConnectionVerdict.Accepted(Named(token), token == "minute" ? time.GetUtcNow().AddMinutes(1) : null);
        }
    }

    /// <summary>Nobody but the same user: another name is refused.</summary>
    public async ValueTask<ConnectionVerdict?> RenewAsync(HttpContext http, ClaimsPrincipal user, JsonElement payload, CancellationToken ct)
    {
        if (!payload.TryGetProperty("token", out var token))
            return null;
        _renewed.Change(renewed => renewed + 1);
        return token.GetString() switch
        {
            "away" => new ConnectionVerdict.Unavailable("Nobody knows."),
            "minute" => await AuthenticateAsync(http, payload, ct),
            _ => new ConnectionVerdict.Refused("Somebody else's."),
        };
    }

    public static Task AuthenticateByHeaderAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers["X-User"] is ["nobody"])
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (http.Request.Headers["X-User"] is [{ } name])
            http.User = Named(name, http.Request.Headers["X-Exp"]);
        return next(http);
    }

    private static ClaimsPrincipal Named(string name, string? exp = null) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. exp is null ? (Claim[])[] : [new Claim("exp", exp)]], "toy"));
}
