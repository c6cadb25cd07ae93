using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Live;

/// <summary>The three streams that subscriptions offer, each a view of the log for one caller.</summary>
internal sealed class EventStreams(LogStream log, EventSight sight)
{
    /// <exception cref="RequestException">At once, and not when the stream is read: the filter cannot be right.</exception>
    public IAsyncEnumerable<object> EventsAsync(StreamStart start, Caller caller, IDictionary<string, object?>? where, CancellationToken ct = default) =>
        EventsAsync(start, caller, EventSearch.Events.Read(where), ct);

    private async IAsyncEnumerable<object> EventsAsync(
        StreamStart start, Caller caller, Expression<Func<DomainEvent, bool>> filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var previous = start.Cursor;
        await foreach (var entry in log.ReadAsync(start, caller, filter, ct))
        {
            var happened = entry.Happened;
            var seen = await sight.OfAsync(entry, caller, ct);
            if (seen == Sight.Hidden)
                continue;
            var cursor = start.Codec.Write(happened.Position);
            yield return new EventMessage(cursor, previous, View(happened, seen));
            previous = cursor;
        }
    }

    /// <summary>Ends as NOT_FOUND once the caller may no longer see the incident.</summary>
    public async IAsyncEnumerable<object> IncidentAsync(
        StreamStart start, Caller caller, long incidentId, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var previous = start.Cursor;
        await foreach (var entry in log.ReadAsync(start, caller, e => e.IncidentId == incidentId, ct))
        {
            var happened = entry.Happened;
            if (await sight.OfAsync(entry, caller, ct) != Sight.Readable)
                throw new StreamFault(Subscriptions.NotFound());
            var cursor = start.Codec.Write(happened.Position);
            var match = happened.Before is null ? FilterMatch.Entered : FilterMatch.Stayed;
            yield return new IncidentChange(cursor, previous, match, View(happened, Sight.Readable));
            previous = cursor;
        }
    }

    /// <exception cref="RequestException">At once, and not when the stream is read: the filter cannot be right.</exception>
    public IAsyncEnumerable<object> IncidentsAsync(StreamStart start, Caller caller, IDictionary<string, object?>? where, CancellationToken ct = default) =>
        IncidentsAsync(start, caller, EventSearch.Facts.Read(where), ct);

    private async IAsyncEnumerable<object> IncidentsAsync(
        StreamStart start, Caller caller, Expression<Func<IncidentFacts, bool>> facts, [EnumeratorCancellation] CancellationToken ct)
    {
        var matches = facts.Compile();
        var previous = start.Cursor;
        await foreach (var entry in log.ReadAsync(start, caller, EitherSide(facts), ct))
        {
            var happened = entry.Happened;
            var seen = await sight.OfAsync(entry, caller, ct);
            if (Match(happened, seen, caller, matches) is not { } match)
                continue;
            var cursor = start.Codec.Write(happened.Position);
            yield return new IncidentChange(cursor, previous, match, View(happened, seen));
            previous = cursor;
        }
    }

    private static EventView View(DomainEvent happened, Sight seen) =>
        seen == Sight.Withdrawn ? EventView.Of(happened).Withdrawn() : EventView.Of(happened);

    /// <summary>What a caller could not see, or sees no more, counts as outside the filter.</summary>
    private static FilterMatch? Match(DomainEvent happened, Sight seen, Caller caller, Func<IncidentFacts, bool> matches)
    {
        var wasInside = happened.Before is { } before && matches(before) && !Gained(happened, seen, caller);
        var isInside = seen == Sight.Readable && happened.After is { } after && matches(after);
        return (wasInside, isInside) switch
        {
            (false, true) => FilterMatch.Entered,
            (true, true) => FilterMatch.Stayed,
            (true, false) when seen != Sight.Hidden => FilterMatch.Left,
            _ => null,
        };
    }

    /// <summary>Whether it is by this event that the caller came to see the incident. Its reporter, and who lets themselves in, could see it before.</summary>
    private static bool Gained(DomainEvent happened, Sight seen, Caller caller) => seen == Sight.Readable && !caller.SeesPrivate &&
        happened.Payload switch
        {
            IncidentVisibilityChanged { IsPrivate: false } => true,
            IncidentParticipantAdded { IsReporter: false } added =>
                happened.After?.IsPrivate == true && added.UserId == caller.ActorId && happened.ActorId != caller.ActorId,
            _ => false,
        };

    private static Expression<Func<DomainEvent, bool>> EitherSide(Expression<Func<IncidentFacts, bool>> facts)
    {
        var row = Expression.Parameter(typeof(DomainEvent), "row");
        Expression Side(string name)
        {
            var side = Expression.Property(row, name);
            var exists = Expression.NotEqual(side, Expression.Constant(null, typeof(IncidentFacts)));
            return Expression.AndAlso(exists, Rebind.Body(facts, side));
        }

        var either = Expression.OrElse(Side(nameof(DomainEvent.After)), Side(nameof(DomainEvent.Before)));
        return Expression.Lambda<Func<DomainEvent, bool>>(either, row);
    }
}
