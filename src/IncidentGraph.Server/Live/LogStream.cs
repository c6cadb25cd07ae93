using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using IncidentGraph.Data;
using IncidentGraph.Data.Logs;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Events;
using IncidentGraph.Transport;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Live;

/// <summary>
/// The log after a position, filtered, for one subscription: history from the database, then what the feed keeps, by the
/// same positions and the same predicate, so that there is no seam. Whoever reads it pulls, so that nothing waits in a queue of
/// theirs; a live reader that falls too far behind, and stays there, is ended.
/// </summary>
internal sealed class LogStream(
    IDbContextFactory<IncidentDbContext> contexts, EventLog log, EventFeed feed, AccessReader access, Patience patience, LiveOptions options,
    TimeProvider clock)
{
    private const int PageSize = 100;

    public async IAsyncEnumerable<LogEntry> ReadAsync(
        StreamStart start, Caller caller, Expression<Func<DomainEvent, bool>> filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var matches = filter.Compile();
        var position = start.Position;
        var lag = new Lag(options, clock);
        while (true)
        {
            if (feed.RecentAfter(position) is not { } recent)
            {
                var after = position;
                var (page, end) = await patience.AskAsync(token => HistoryAsync(after, caller, filter, token), ct);
                foreach (var entry in page)
                {
                    yield return entry;
                    RefuseTooSlow(lag, entry.Happened.Position, start.Codec);
                }

                position = end;
                continue;
            }

            foreach (var happened in recent)
            {
                position = happened.Position;
                if (!matches(happened))
                    continue;
                yield return new LogEntry(happened);
                RefuseTooSlow(lag, position, start.Codec); // only what was handed out can have waited for the reader
            }

            var isAtEnd = position >= feed.Head;
            await feed.WaitBeyondAsync(position, ct);
            if (isAtEnd)
                lag.CaughtUp();
        }
    }

    /// <summary>The next page of history, decided by the database, and the position up to which it is complete.</summary>
    private async Task<(IReadOnlyList<LogEntry> Page, long End)> HistoryAsync(
        long after, Caller caller, Expression<Func<DomainEvent, bool>> filter, CancellationToken ct)
    {
        var head = await log.HeadAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var page = await db.Events.AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(e => e.Before!.Services)
            .Include(e => e.After!.Services)
            .Where(e => e.Position > after && e.Position <= head)
            .VisibleTo(db, caller).Where(filter)
            .OrderBy(e => e.Position).Take(PageSize).ToListAsync(ct);
        var known = caller.SeesPrivate ? [] : await access.ReadAsync([.. page.Select(e => e.IncidentId).OfType<long>().Distinct()], ct);
        var entries = page.Select(e => new LogEntry(e, known.GetValueOrDefault(e.IncidentId ?? 0), head)).ToList();
        return (entries, page.Count == PageSize ? page[^1].Position : head);
    }

    private void RefuseTooSlow(Lag lag, long position, CursorCodec codec)
    {
        if (lag.IsTooMuch(feed.Head - position))
            throw TooSlow(position, codec);
    }

    private static StreamFault TooSlow(long position, CursorCodec codec) => new(new OperationError(
        "The reader fell too far behind; the events after the last cursor were not sent.", ErrorCodes.SlowConsumer)
    {
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["cursor"] = codec.Write(position),
            ["remedy"] = "Subscribe again after the last cursor that was received.",
        },
    });
}
