
namespace IncidentGraph.Data.Logs;

/// <summary>
/// Waits for the log to grow: at once by the signal of a commit in this process, and by polling for what other processes
/// wrote.
/// </summary>
public sealed class LogHeadWatcher(EventLog log, ILogSignal signal, TimeProvider clock)
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Answers the head as soon as it is beyond <paramref name="position"/>; nothing is missed between calls.</summary>
    public async Task<long> WaitBeyondAsync(long position, CancellationToken ct)
    {
        while (true)
        {
            // Taken before the head is read: a commit after the reading completes it.
            var raised = signal.NextAsync();
            var head = await log.HeadAsync(ct);
            if (head > position)
                return head;

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
