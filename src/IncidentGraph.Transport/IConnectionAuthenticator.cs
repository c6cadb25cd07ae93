using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport;

/// <summary>
/// Judges who is behind a socket when it sends <c>connection_init</c>: browsers cannot set headers on a handshake, so that credentials
/// come in the payload. Without one of your own, the principal of the handshake is taken, anonymous or not.
/// </summary>
public interface IConnectionAuthenticator
{
    /// <param name="http">The handshake. Its user is already authenticated if it carried a header.</param>
    /// <param name="payload">The payload of <c>connection_init</c>: a JSON object, or absent.</param>
    /// <param name="ct">Cancelled when the client leaves or <see cref="GraphQLTransportOptions.ConnectionInitTimeout"/> is over.</param>
    ValueTask<ConnectionVerdict> AuthenticateAsync(HttpContext http, JsonElement? payload, CancellationToken ct);

    /// <summary>
    /// Judges fresh credentials that a client sends in the payload of a <c>ping</c> before the old ones end, so that its streams go on. Null
    /// when the payload brings none. What runs goes on as it was begun: accept nobody but the same user with the same rights.
    /// </summary>
    /// <param name="http">The handshake.</param>
    /// <param name="user">Who is behind the socket.</param>
    /// <param name="payload">The payload of the <c>ping</c>: a JSON object.</param>
    /// <param name="ct">As above.</param>
    ValueTask<ConnectionVerdict?> RenewAsync(HttpContext http, ClaimsPrincipal user, JsonElement payload, CancellationToken ct) =>
        ValueTask.FromResult<ConnectionVerdict?>(null);
}

/// <summary>What an authenticator says.</summary>
public abstract record ConnectionVerdict
{
    private ConnectionVerdict()
    {
    }

    /// <summary>The socket is acknowledged, or goes on, and its operations run as <paramref name="User"/>.</summary>
    /// <param name="User">Who is behind the socket.</param>
    /// <param name="ExpiresAt">When the socket is closed with 4403, so that the client comes back with fresh credentials.</param>
    public sealed record Accepted(ClaimsPrincipal User, DateTimeOffset? ExpiresAt = null) : ConnectionVerdict;

    /// <summary>The socket is closed with 4403.</summary>
    /// <param name="Reason">Told to the client, cut at 123 bytes.</param>
    public sealed record Refused(string Reason) : ConnectionVerdict;

    /// <summary>Nobody can say at present: the socket is closed with 1013, and the client tries again; one that was acknowledged goes on as it was.</summary>
    /// <param name="Reason">Told to the client, cut at 123 bytes.</param>
    public sealed record Unavailable(string Reason) : ConnectionVerdict;
}
