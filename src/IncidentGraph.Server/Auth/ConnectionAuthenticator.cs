using System.Security.Claims;
using System.Text.Json;
using IncidentGraph.Server.Auth.ApiKeys;
using IncidentGraph.Server.Engine;
using IncidentGraph.Transport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Server.Auth;

/// <summary>
/// Reads the token that comes with <c>connection_init</c>, because browsers cannot set headers on a socket: <c>Authorization</c> in the
/// payload, or in its <c>headers</c>. Without one the caller of the handshake stays who it was.
/// </summary>
internal sealed class ConnectionAuthenticator(IServiceScopeFactory scopes, IOptions<GraphQLTransportOptions> transport, IOptions<AuthOptions> auth)
    : IConnectionAuthenticator
{
    public async ValueTask<ConnectionVerdict> AuthenticateAsync(HttpContext http, JsonElement? payload, CancellationToken ct)
    {
        if (FindCredentials(payload) is not { } credentials)
            return Accept(http.User);

        return await JudgeAsync(credentials, ct);
    }

    /// <summary>A fresh token of the same user with the same role, or the same key. What somebody else's would see was never asked for.</summary>
    public async ValueTask<ConnectionVerdict?> RenewAsync(HttpContext http, ClaimsPrincipal user, JsonElement payload, CancellationToken ct)
    {
        if (FindCredentials(payload) is not { } credentials)
            return null;

        return await JudgeAsync(credentials, ct) switch
        {
            ConnectionVerdict.Accepted accepted when !IsSame(user, accepted.User) =>
                new ConnectionVerdict.Refused("The token in the ping is another user's, or for another role: connect anew with it."),
            var verdict => verdict,
        };
    }

    private bool IsSame(ClaimsPrincipal before, ClaimsPrincipal now) =>
        ApiKeyIdentity.PrefixOf(before) == ApiKeyIdentity.PrefixOf(now)
        && TokenIdentity.Read(before, auth.Value)?.Bearer == TokenIdentity.Read(now, auth.Value)?.Bearer;

    private async ValueTask<ConnectionVerdict> JudgeAsync(JsonElement credentials, CancellationToken ct)
    {
        if (credentials.ValueKind != JsonValueKind.String)
            return new ConnectionVerdict.Refused("Authorization must be a string: \"Bearer\" and a token.");

        var verdict = await AskAsync(credentials.GetString(), ct);
        if (verdict.Succeeded)
            return Accept(verdict.Principal);
        var reason = RejectedTokens.Explain(verdict.Failure);
        return Outages.IsOutage(verdict.Failure) ? new ConnectionVerdict.Unavailable(reason) : new ConnectionVerdict.Refused(reason);
    }

    private ConnectionVerdict.Accepted Accept(ClaimsPrincipal user) =>
        new(user, transport.Value.PrincipalExpiry(user));

    // As a request of its own, so that the same handler judges by the same options as it does for HTTP.
    private async Task<AuthenticateResult> AskAsync(string? credentials, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        request.Request.Headers.Authorization = credentials;
        return await request.AuthenticateAsync(AuthSetup.SchemeOf(request));
    }

    private static JsonElement? FindCredentials(JsonElement? payload) =>
        Property(payload, HeaderNames.Authorization) ?? Property(Property(payload, "headers"), HeaderNames.Authorization);

    private static JsonElement? Property(JsonElement? parent, string name)
    {
        if (parent is not { ValueKind: JsonValueKind.Object } element)
            return null;

        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null)
                return property.Value;
        }

        return null;
    }
}
