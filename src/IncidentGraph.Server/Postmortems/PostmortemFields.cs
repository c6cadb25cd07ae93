using IncidentGraph.Data;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Services;

namespace IncidentGraph.Server.Postmortems;

[ExtendObjectType("Postmortem")]
public static class PostmortemFields
{
    public static Deferred<IncidentView> Incident(PostmortemView postmortem, IncidentLoader incidents) => incidents.LoadSeen(postmortem.Id);

    public static Deferred<ActorView?> Owner(PostmortemView postmortem, ActorLoader actors) => actors.LoadOrNull(postmortem.OwnerId);

    public static bool IsOverdue(PostmortemView postmortem, TimeProvider clock) =>
        Postmortem.IsOverdue(postmortem.Status, postmortem.DueAt, clock.GetUtcNow());

    public static Deferred<Connection> Participants(PostmortemView postmortem, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Postmortem.participants", page, () => new NestedPager<PostmortemParticipantRow, UserView>(
                db.Postmortems.Select(p => p.Id), PostmortemParticipantRow.All(db), r => r.Place.PostmortemId,
                Order.By((PostmortemParticipantRow r) => r.Place.Ordinal), page, PostmortemParticipantRow.View))
            .Load(postmortem.Id);

    public static Deferred<Connection> Timeline(PostmortemView postmortem, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Postmortem.timeline", page, () => new NestedPager<PostmortemTimelineRow, PostmortemTimelineEntryView>(
                db.Postmortems.Select(p => p.Id), PostmortemTimelineRow.All(db), r => r.Entry.PostmortemId,
                PostmortemTimelineRow.Sort, page, PostmortemTimelineEntryView.From))
            .Load(postmortem.Id);

    public static Deferred<IReadOnlyList<PostmortemTransition>> AvailableTransitions(
        PostmortemView postmortem, PostmortemStandingLoader standings, CurrentCaller caller) =>
        standings.Load(postmortem.Id).Then(s => s is null ? [] : PostmortemTransitions.For(s, caller.Known));
}

[ExtendObjectType("PostmortemTimelineEntry")]
public static class PostmortemTimelineEntryFields
{
    public static Deferred<EventView> Event(PostmortemTimelineEntryView entry, EventLoader events) => events.LoadSeen(entry.EventId);
}

[ExtendObjectType("FaultTreeEntry")]
public static class FaultTreeEntryFields
{
    public static Deferred<ServiceView?> Service(FaultTreeEntry entry, ServiceLoader services) => services.LoadOrNull(entry.ServiceId);
}

[ExtendObjectType("Incident")]
public static class ReviewedIncidentFields
{
    public static Deferred<PostmortemView?> Postmortem(IncidentView incident, PostmortemLoader postmortems) =>
        postmortems.LoadOrNull(incident.PostmortemStatus is null ? default(long?) : incident.Id);
}
