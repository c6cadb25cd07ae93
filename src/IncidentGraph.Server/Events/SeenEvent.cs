using System.Linq.Expressions;
using IncidentGraph.Data;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Filtering;

namespace IncidentGraph.Server.Events;

/// <summary>An event, and whether its reader may read it or only learns of the withdrawal.</summary>
internal sealed class SeenEvent
{
    public required EventView Event { get; init; }

    public required bool IsReadable { get; init; }

    public EventView View => IsReadable ? Event : Event.Withdrawn();

    public static Expression<Func<DomainEvent, SeenEvent>> By(IncidentDbContext db, Caller caller)
    {
        var row = Expression.Parameter(typeof(DomainEvent), "row");
        var body = Expression.MemberInit(
            Expression.New(typeof(SeenEvent)),
            Expression.Bind(typeof(SeenEvent).GetProperty(nameof(Event))!, Rebind.Body(EventView.From, row)), // defined above
            Expression.Bind(typeof(SeenEvent).GetProperty(nameof(IsReadable))!, Rebind.Body(EventVisibility.IsReadable(db, caller), row))); // defined above
        return Expression.Lambda<Func<DomainEvent, SeenEvent>>(body, row);
    }
}
