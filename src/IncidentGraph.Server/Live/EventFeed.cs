using System.Collections.Immutable;
using IncidentGraph.Data.Logs;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Live;

/// <summary>
/// This node's one reader of the log: wakes when it grows, keeps the recent events, and wakes the subscriptions. Nothing
/// else publishes, so nothing is pushed that is not committed.
/// </summary>
internal sealed partial class EventFeed(
    EventLog log, LogHeadWatcher watcher, AccessReader access, Departures departures, LiveOptions options, TimeProvider clock, ILogger<EventFeed> logger)
    : BackgroundService
{
    private const int BatchSize = 256;

    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    private long? _stalledAt;
    private Recent _recent = new(0, 0, [], ImmutableDictionary<long, IncidentAccess>.Empty);
    private TaskCompletionSource _grown = NewSignal();

    /// <summary>The last position that the feed has seen.</summary>
    public long Head => Volatile.Read(ref _recent).Head;

    /// <summary>What follows a position, from memory; null when that is too old and must be read from the log.</summary>
    public IReadOnlyList<DomainEvent>? RecentAfter(long position)
    {
        var recent = Volatile.Read(ref _recent);
        if (position < recent.Start)
            return null;
        var skipped = (int)Math.Min(position - recent.Start, recent.Events.Count);
        return recent.Events.GetRange(skipped, recent.Events.Count - skipped);
    }

    public bool RemembersAllAfter(long position) => position >= Volatile.Read(ref _recent).Start;

    /// <summary>Whether the caller may know of the incident, as far as the feed has seen; null when it was not in the news.</summary>
    public bool? Allows(Caller caller, long incidentId) =>
        Volatile.Read(ref _recent).Access.TryGetValue(incidentId, out var known) ? known.Allows(caller) : null;

    public async Task WaitBeyondAsync(long position, CancellationToken ct)
    {
        while (true)
        {
            var grown = Volatile.Read(ref _grown).Task; // taken before the head is read: growth after the reading completes it
            if (Head > position)
                return;
            await grown.WaitAsync(ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isStarted = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isStarted)
                    await StartAtHeadAsync(stoppingToken);
                isStarted = true;
                await watcher.WaitBeyondAsync(Head, stoppingToken);
                await TakeAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Complain(e);
                await Task.Delay(_retryAfter, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Once for each time that the log cannot be read, however long that lasts.</summary>
    private void Complain(Exception e)
    {
        if (_stalledAt is { } before && watcher.Delay >= clock.GetElapsedTime(before))
            return;
        _stalledAt = clock.GetTimestamp();
        LogStalled(e, Outages.IsOutage(e));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task StartAtHeadAsync(CancellationToken ct)
    {
        var head = await log.HeadAsync(ct);
        Publish(new Recent(head, head, [], ImmutableDictionary<long, IncidentAccess>.Empty));
    }

    private async Task TakeAsync(CancellationToken ct)
    {
        var events = await log.ReadAsync(Head, BatchSize, ct);
        if (events.Count == 0)
            return;
        var incidents = events.Where(e => e.IncidentId is not null).Select(e => e.IncidentId ?? 0).Distinct().ToList();
        var accesses = await access.ReadAsync(incidents, ct);
        await departures.FollowAsync(events, ct); // first, so that nothing is pushed to those whom it sends away
        Publish(_recent.With(events, accesses, options.RecentEvents));
    }

    private void Publish(Recent next)
    {
        Volatile.Write(ref _recent, next);
        Interlocked.Exchange(ref _grown, NewSignal()).TrySetResult();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The feed could not read the log (database away: {IsOutage}); it tries again until it can")]
    private partial void LogStalled(Exception failure, bool isOutage);

    /// <summary>An immutable picture: readers take it whole, the feed replaces it.</summary>
    private sealed record Recent(
        long Start, long Head, ImmutableList<DomainEvent> Events, ImmutableDictionary<long, IncidentAccess> Access)
    {
        public Recent With(IReadOnlyList<DomainEvent> added, Dictionary<long, IncidentAccess> accesses, int most)
        {
            var events = Events.AddRange(added);
            if (events.Count > most)
                events = events.RemoveRange(0, events.Count - most);
            var access = Access.SetItems(accesses);
            if (access.Count > most)
                access = access.RemoveRange(access.Keys.Except(events.Select(e => e.IncidentId ?? 0)));
            return new Recent(events[0].Position - 1, events[^1].Position, events, access);
        }
    }
}
