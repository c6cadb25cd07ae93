using System.Security.Claims;

namespace IncidentGraph.Transport.Execution;

/// <summary>Everybody stays until their credentials expire.</summary>
internal sealed class NoWatch : IConnectionWatch, IDisposable
{
    public ValueTask<IDisposable> WatchAsync(ClaimsPrincipal user, Action leave, CancellationToken ct) => ValueTask.FromResult<IDisposable>(this);

    public void Dispose()
    {
        // It watches over nothing.
    }
}
