using System.Diagnostics;

namespace IncidentGraph.Transport.Telemetry;

/// <summary>Something that takes time: a span if anybody listens, and the seconds, told at its end.</summary>
internal sealed class TimedSpan(Activity? activity, TimeProvider time, Action<double> tell) : IDisposable
{
    private readonly long _since = time.GetTimestamp();

    public void Dispose()
    {
        tell(time.GetElapsedTime(_since).TotalSeconds);
        activity?.Dispose();
    }
}
