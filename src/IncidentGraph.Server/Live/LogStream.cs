using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using IncidentGraph.Data;
using IncidentGraph.Data.Logs;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Events;
using IncidentGraph.Transport;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Live;

/// <summary>
/// The log after a position, filtered, for one subscription: history from the database, then what the feed keeps, by the
/// same positions and the same predicate, so that there is no seam. Whoever reads it pulls; a live reader that falls too
/// far behind is ended.
/// </summary>
internal sealed class LogStream(
    IDbContextFactory<IncidentDbContext> contexts, EventLog log, EventFeed feed, AccessReader access, LiveOptions options)
{
    private const int PageSize = 100;

    public async IAsyncEnumerable<LogEntry> ReadAsync(
        StreamStart start, Caller caller, Expression<Func<DomainEvent, bool>> filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var matches = filter.Compile();
        var position = start.Position;
        var isLive = false; // from the first time that it has caught up: only then is being behind the reader's doing
        while (true)
        {
            if (feed.RecentAfter(position) is not { } recent)
            {
                var (page, end) = await HistoryAsync(position, caller, filter, ct);
                foreach (var entry in page)
                    yield return entry;
                position = end;
                continue;
            }

            foreach (var happened in recent)
            {
                position = happened.Position;
                if (!matches(happened))
                    continue;
                yield return new LogEntry(happened);
                if (isLive)
                    RefuseTooSlow(position, start.Codec); // only what was handed out can have waited for the reader
            }

            isLive |= position >= feed.Head;
            await feed.WaitBeyondAsync(position, ct);
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

    private void RefuseTooSlow(long position, CursorCodec codec)
    {
        if (feed.Head - position > options.MostPending)
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
