using System.Collections.Concurrent;
using System.Security.Claims;
using IncidentGraph.Domain.Events;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Engine;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Live;

/// <summary>
/// Follows what the log says of the rights of callers, on every node: forgets what was remembered of them, and ends the connections and streams
/// of those who may no longer come in. Safe for concurrent use.
/// </summary>
internal sealed partial class Departures(CallerResolver callers, WithdrawalReader reader, ILogger<Departures> logger) : IConnectionWatch
{
    private readonly ConcurrentDictionary<Stay, Credentials> _connections = new();
    private readonly ConcurrentDictionary<Stay, Credentials> _streams = new();

    /// <summary>Watches over one stream until the answer is disposed of. Ask anew whether the caller may come in once it watches.</summary>
    public Stay Watch(ClaimsPrincipal user) => Enter(_streams, user);

    public async ValueTask<IDisposable> WatchAsync(ClaimsPrincipal user, Action leave, CancellationToken ct)
    {
        var stay = Enter(_connections, user);
        stay.Ended.Register(leave);
        try
        {
            if (await callers.MayNotStayAsync(user, ct))
                stay.End();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the client has left
        }
        catch (Exception e)
        {
            LogUnknown(e, Outages.IsOutage(e));
        }

        return stay;
    }

    /// <summary>What is new in the log.</summary>
    public async Task FollowAsync(IReadOnlyList<DomainEvent> events, CancellationToken ct)
    {
        if (events.Any(e => e.Payload is TeamDefined or ApiKeyRevoked or UserTokensRevoked or UserDeactivated or UserReactivated))
            callers.Forget();
        var departed = events.Select(e => Departed(e.Payload)).OfType<long>().Distinct().ToList();
        if (departed.Count > 0)
            End(await reader.OfAsync(departed, ct));
    }

    /// <summary>What the log may have said, and nobody has heard.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        callers.Forget();
        if (!_connections.IsEmpty || !_streams.IsEmpty)
            End(await reader.AllAsync(ct));
    }

    private static long? Departed(EventPayload payload) => payload switch
    {
        ApiKeyRevoked revoked => revoked.ApiKeyId,
        UserTokensRevoked revoked => revoked.UserId,
        UserDeactivated deactivated => deactivated.UserId,
        _ => null,
    };

    private static Stay Enter(ConcurrentDictionary<Stay, Credentials> stays, ClaimsPrincipal user)
    {
        var stay = new Stay(left => stays.TryRemove(left, out _));
        if (Credentials.Of(user) is { } credentials)
            stays[stay] = credentials;
        return stay;
    }

    // Connections first: they say goodbye for the streams that they carry.
    private void End(Withdrawals withdrawals)
    {
        foreach (var (stay, credentials) in _connections.Concat(_streams))
        {
            if (withdrawals.Concern(credentials))
                stay.End();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether somebody may stay could not be asked (database away: {IsOutage}); each of their operations will be")]
    private partial void LogUnknown(Exception failure, bool isOutage);
}
