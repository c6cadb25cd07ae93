using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Sse.Single;

/// <summary>The reserved event streams by their tokens, no more of them than configured. One that nobody opens in time is forgotten.</summary>
internal sealed class Reservations(TimeProvider time, IOptions<GraphQLTransportOptions> options)
{
    private const int TokenLength = 64;

    private readonly ConcurrentDictionary<string, Reservation> _byToken = new(StringComparer.Ordinal);

    /// <summary>The token of a new one; null when there are too many.</summary>
    public string? TryMake(ClaimsPrincipal owner)
    {
        if (_byToken.Count >= options.Value.MaxReservations)
            return null;
        var token = RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);
        var reservation = _byToken[token] = new Reservation(owner, options.Value.MaxOperationsPerSocket);
        var patience = time.CreateTimer(_ => Forget(token, reservation), null, options.Value.ConnectionInitTimeout, Timeout.InfiniteTimeSpan);
        reservation.Ended.Register(patience.Dispose);
        return token;
    }

    public Reservation? Find(string token) => _byToken.GetValueOrDefault(token);

    public void Remove(string token) => _byToken.TryRemove(token, out _);

    private void Forget(string token, Reservation reservation)
    {
        if (reservation.TryForget())
            Remove(token);
    }
}
