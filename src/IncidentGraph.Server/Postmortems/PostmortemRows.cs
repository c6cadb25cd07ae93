using System.Linq.Expressions;
using IncidentGraph.Data;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.People;

namespace IncidentGraph.Server.Postmortems;

/// <summary>A participant with the person, as one row to page over.</summary>
internal sealed class PostmortemParticipantRow
{
    public static readonly Expression<Func<PostmortemParticipantRow, UserView>> View = Path();

    public required PostmortemParticipant Place { get; init; }

    public required User User { get; init; }

    public static IQueryable<PostmortemParticipantRow> All(IncidentDbContext db) => db.PostmortemParticipants.Join(
        db.Users, p => p.UserId, u => u.Id, (p, u) => new PostmortemParticipantRow { Place = p, User = u });

    private static Expression<Func<PostmortemParticipantRow, UserView>> Path()
    {
        Expression<Func<PostmortemParticipantRow, User>> user = r => r.User;
        return Expression.Lambda<Func<PostmortemParticipantRow, UserView>>(Rebind.Body(UserView.From, user.Body), user.Parameters);
    }
}

/// <summary>A chosen event with its place in time, as one row to page over.</summary>
internal sealed class PostmortemTimelineRow
{
    public static readonly Sort<PostmortemTimelineRow> Sort = new SortMap<PostmortemTimelineRow>(r => r.Event.Position, ("occurredAt", false))
        .Key("occurredAt", r => r.Event.OccurredAt)
        .Read(null);

    public required PostmortemTimelineEntry Entry { get; init; }

    public required DomainEvent Event { get; init; }

    public static IQueryable<PostmortemTimelineRow> All(IncidentDbContext db) => db.PostmortemTimeline.Join(
        db.Events, e => e.Position, e => e.Position, (entry, happened) => new PostmortemTimelineRow { Entry = entry, Event = happened });
}

/// <summary>A chosen event; the event itself is read when it is selected.</summary>
[ObjectType("PostmortemTimelineEntry")]
public sealed record PostmortemTimelineEntryView
{
    internal static readonly Expression<Func<PostmortemTimelineRow, PostmortemTimelineEntryView>> From =
        r => new PostmortemTimelineEntryView { EventId = r.Event.Id, Annotation = r.Entry.Annotation };

    public required Guid EventId { get; init; }

    public required string? Annotation { get; init; }
}
