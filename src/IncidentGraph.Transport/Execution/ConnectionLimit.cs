using System.Runtime.InteropServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Execution;

/// <summary>
/// Counts the sockets and event streams that each caller has open: a user as the request says who it is, or the <c>connection_init</c> of a socket, or
/// else the network that it comes from. Safe for concurrent use.
/// </summary>
internal sealed class ConnectionLimit(IOptions<GraphQLTransportOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, int> _open = [];

    /// <summary>What to tell a caller who has too many.</summary>
    public OperationOutcome.Refused Refusal { get; } = new(
        new OperationError(
            $"There are {options.Value.MaxConnectionsPerCaller} connections of this caller already: close some, or send several operations over one.",
            ErrorCodes.TooManyConnections),
        StatusCodes.Status429TooManyRequests)
    {
        RetryAfter = options.Value.KeepAlive,
    };

    /// <summary>Null if the caller has too many; else dispose of the answer when the connection ends.</summary>
    public Place? Enter(HttpContext http)
    {
        var caller = KeyOf(http.User) ?? ClientNetwork.Of(http.Connection.RemoteIpAddress);
        return TryCount(caller) ? new Place(this, caller) : null;
    }

    private object? KeyOf(ClaimsPrincipal user) => options.Value.PrincipalKey(user);

    private bool TryCount(object caller)
    {
        lock (_lock)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, caller, out _);
            if (count >= options.Value.MaxConnectionsPerCaller)
                return false;
            count++;
            return true;
        }
    }

    private void Leave(object caller)
    {
        lock (_lock)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_open, caller) == 0) // whoever leaves has entered
                _open.Remove(caller);
        }
    }

    /// <summary>What one connection takes up, and of whom. Not for concurrent use.</summary>
    public sealed class Place(ConnectionLimit limit, object caller) : IDisposable
    {
        private object _caller = caller;

        /// <summary>From now on the connection counts to this user, if it is one. False if they have too many: then nothing has changed.</summary>
        public bool TryMove(ClaimsPrincipal user)
        {
            if (limit.KeyOf(user) is not { } key || key.Equals(_caller))
                return true;
            if (!limit.TryCount(key))
                return false;
            limit.Leave(_caller);
            _caller = key;
            return true;
        }

        public void Dispose() => limit.Leave(_caller);
    }
}
