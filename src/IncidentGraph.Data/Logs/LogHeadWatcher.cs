
namespace IncidentGraph.Data.Logs;

/// <summary>
/// Waits for the log to grow: at once by the signal of a commit in this process, and by polling for what other processes
/// wrote.
/// </summary>
public sealed class LogHeadWatcher(EventLog log, ILogSignal signal, TimeProvider clock)
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private long _head;
    private long _seenToEndAt = clock.GetTimestamp();

    /// <summary>The last head that was read, for gauges; 0 before the first.</summary>
    public long LastHead => Interlocked.Read(ref _head);

    /// <summary>How long ago whoever waits was last seen at the log's end; hardly more than the interval of polling while all is well.</summary>
    public TimeSpan Delay => clock.GetElapsedTime(Interlocked.Read(ref _seenToEndAt));

    /// <summary>Answers the head as soon as it is beyond <paramref name="position"/>; nothing is missed between calls.</summary>
    public async Task<long> WaitBeyondAsync(long position, CancellationToken ct)
    {
        while (true)
        {
            // Taken before the head is read: a commit after the reading completes it.
            var raised = signal.NextAsync();
            var head = await log.HeadAsync(ct);
            Interlocked.Exchange(ref _head, head);
            if (head > position)
                return head;

            Interlocked.Exchange(ref _seenToEndAt, clock.GetTimestamp());
            await WaitForSignalOrPollAsync(raised, ct);
        }
    }

    private async Task WaitForSignalOrPollAsync(Task raised, CancellationToken ct)
    {
        try
        {
            await raised.WaitAsync(PollInterval, clock, ct);
        }
        catch (TimeoutException)
        {
            // Time to look whether another process wrote.
        }
    }
}
