using IncidentGraph.Data;
using IncidentGraph.Data.Logs;
using IncidentGraph.Domain.Events;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Live;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Events;

[QueryType]
public sealed class EventQueries(IncidentDbContext db, CurrentCaller caller, CursorCodecSource codecs, EventCursor eventCursor)
{
    /// <summary>Read before the operation was executed, so that all other fields show at least as much.</summary>
    public string EventCursor() => eventCursor.Value;

    /// <summary>The whole log, page by page; the cursors are those of the events themselves.</summary>
    public async Task<Connection> EventsAsync(PageArguments page, IDictionary<string, object?>? where, CancellationToken ct)
    {
        var codec = await codecs.GetAsync(ct);
        var rows = db.Events.VisibleTo(db, caller.Known).Where(EventSearch.Events.Read(where));
        if (page.After is not null)
            rows = After(rows, Position(codec, page.After));
        if (page.Before is not null)
            rows = Before(rows, Position(codec, page.Before));
        var ordered = page.IsBackward ? rows.OrderByDescending(e => e.Position) : rows.OrderBy(e => e.Position);
        var size = page.Size;
        var found = await ordered.Select(SeenEvent.By(db, caller.Known)).Take(size + 1).ToListAsync(ct);
        var shown = found.Take(size);
        var edges = (page.IsBackward ? shown.Reverse() : shown)
            .Select(s => new Edge(codec.Write(s.Event.Position), s.View)).ToList();
        return new Connection(edges, Pages.Info(edges, page, found.Count > size), () => new Deferred<int>(rows.CountAsync));
    }

    private static IQueryable<DomainEvent> After(IQueryable<DomainEvent> rows, long position) => rows.Where(e => e.Position > position);

    private static IQueryable<DomainEvent> Before(IQueryable<DomainEvent> rows, long position) => rows.Where(e => e.Position < position);

    private static long Position(CursorCodec codec, string cursor) => codec.TryRead(cursor, out var position)
        ? position
        : throw new RequestException("CURSOR_INVALID", "The cursor is none of this log's.", "Use the cursor of an event, or \"origin\".");
}
