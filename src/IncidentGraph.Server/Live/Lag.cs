namespace IncidentGraph.Server.Live;

/// <summary>
/// Tells a reader that is too slow from one that one large commit has put behind: the latter is near the log's end again in time. Who
/// still catches up for the first time is never too slow.
/// </summary>
internal sealed class Lag(LiveOptions options, TimeProvider clock)
{
    private long? _near;

    /// <summary>The reader was not waited for until now.</summary>
    public void CaughtUp() => _near = clock.GetTimestamp();

    /// <param name="behind">Events between what was handed out last and the log's end.</param>
    public bool IsTooMuch(long behind)
    {
        if (_near is not { } since)
            return false;
        if (behind > options.MostPending)
            return clock.GetElapsedTime(since) > options.CatchUpWithin;
        CaughtUp();
        return false;
    }
}
