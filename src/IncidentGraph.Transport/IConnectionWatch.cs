using System.Security.Claims;

namespace IncidentGraph.Transport;

/// <summary>
/// Knows when somebody may stay no longer, before their credentials expire: connections that last, sockets and reserved event streams, are ended
/// then, as they are by expiry. Without one of your own, everybody stays until then. What an operation may do is for the executor to say.
/// </summary>
public interface IConnectionWatch
{
    /// <summary>Watches over one connection, from now until the answer is disposed of.</summary>
    /// <param name="user">Who is behind it.</param>
    /// <param name="leave">Ends it; to be called once, on any thread, possibly before this answers.</param>
    /// <param name="ct">Cancelled when the client leaves.</param>
    ValueTask<IDisposable> WatchAsync(ClaimsPrincipal user, Action leave, CancellationToken ct);
}
