using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentGraph.Server.Health;

/// <summary>
/// Asks once for all who want to know at the same time, and not again for a while: anybody may ask whether the server is ready, and must
/// not keep its database busy by it.
/// </summary>
internal sealed class Remembered(Func<CancellationToken, Task<HealthCheckResult>> ask, TimeSpan time, TimeProvider clock)
{
    private readonly Lock _turn = new();
    private Task<HealthCheckResult>? _last;
    private long _askedAt;

    public Task<HealthCheckResult> AnswerAsync(CancellationToken ct)
    {
        lock (_turn)
        {
            if (_last is null || (_last.IsCompleted && clock.GetElapsedTime(_askedAt) >= time))
            {
                _askedAt = clock.GetTimestamp();
                _last = Task.Run(() => ask(CancellationToken.None), CancellationToken.None); // others wait for it too
            }

            return _last.WaitAsync(ct);
        }
    }
}
