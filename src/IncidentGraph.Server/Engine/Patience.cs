using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// Streams outlast a database that is away: what they ask is asked again until it is back, or for so long that the client had better
/// try elsewhere.
/// </summary>
internal sealed class Patience(TimeProvider clock)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    /// <exception cref="StreamFault">The database stayed away.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && Outages.IsOutage(e))
            {
                if (clock.GetElapsedTime(since) >= _longest)
                    throw new StreamFault(Refusals.Unavailable());
            }

            await Task.Delay(_interval, clock, ct);
        }
    }
}
