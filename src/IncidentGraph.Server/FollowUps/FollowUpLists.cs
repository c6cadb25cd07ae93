using IncidentGraph.Data;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Postmortems;

namespace IncidentGraph.Server.FollowUps;

/// <summary>The follow-ups of one postmortem, which has its incident's key. Whoever sees the incident sees all of them.</summary>
public sealed class ReviewFollowUps(IncidentDbContext db, Loaders loaders)
{
    public Deferred<Connection> Load(long incidentId, PageArguments page) =>
        loaders.For("Postmortem.followUps", page, () => new NestedPager<FollowUp, FollowUpView>(
                db.Incidents.Select(i => i.Id), db.FollowUps, f => f.PostmortemId, Order.By((FollowUp f) => f.Id), page, FollowUpView.From))
            .Load(incidentId);
}

[ExtendObjectType("Postmortem")]
public static class PostmortemFollowUps
{
    public static Deferred<Connection> FollowUps(PostmortemView postmortem, PageArguments page, ReviewFollowUps followUps) =>
        followUps.Load(postmortem.Id, page);
}

[ExtendObjectType("Incident")]
public static class IncidentFollowUps
{
    public static Deferred<Connection> FollowUps(IncidentView incident, PageArguments page, ReviewFollowUps followUps) =>
        followUps.Load(incident.Id, page);
}

[ExtendObjectType("User")]
public static class UserFollowUps
{
    public static Deferred<Connection> FollowUps(
        UserView user, PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order,
        Loaders loaders, IncidentDbContext db, CurrentCaller caller, TimeProvider clock) =>
        loaders.For("User.followUps", (page, where, order), () => new NestedPager<FollowUpRow, FollowUpView>(
                db.Users.Select(u => u.Id),
                FollowUpRow.VisibleTo(caller.Known, db).Where(FollowUpSearch.Filters(db, clock.NowMoment()).Read(where)),
                r => r.FollowUp.OwnerId!.Value, FollowUpSearch.Sorts.Read(order), page, FollowUpRow.View)) // where nobody owns it, it is nobody's
            .Load(user.Id);
}
