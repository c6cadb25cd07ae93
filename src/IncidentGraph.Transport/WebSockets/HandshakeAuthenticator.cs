using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>Takes the principal of the handshake.</summary>
internal sealed class HandshakeAuthenticator(IOptions<GraphQLTransportOptions> options) : IConnectionAuthenticator
{
    public ValueTask<ConnectionVerdict> AuthenticateAsync(HttpContext http, JsonElement? payload, CancellationToken ct) =>
        ValueTask.FromResult<ConnectionVerdict>(new ConnectionVerdict.Accepted(http.User, options.Value.PrincipalExpiry(http.User)));
}
