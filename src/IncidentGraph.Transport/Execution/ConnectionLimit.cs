using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Execution;

/// <summary>
/// Counts the sockets and event streams that each caller has open: a user as the request says who it is, or else the network that it comes from.
/// Safe for concurrent use.
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
    public IDisposable? Enter(HttpContext http)
    {
        var caller = (object?)options.Value.PrincipalKey(http.User) ?? ClientNetwork.Of(http.Connection.RemoteIpAddress);
        lock (_lock)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, caller, out _);
            if (count >= options.Value.MaxConnectionsPerCaller)
                return null;
            count++;
        }

        return new Place(this, caller);
    }

    private void Leave(object caller)
    {
        lock (_lock)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_open, caller) == 0) // whoever leaves has entered
                _open.Remove(caller);
        }
    }

    private sealed class Place(ConnectionLimit limit, object caller) : IDisposable
    {
        public void Dispose() => limit.Leave(caller);
    }
}
