using IncidentGraph.Data;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.Services;

namespace IncidentGraph.Server.People;

[ExtendObjectType("Team")]
public static class TeamFields
{
    public static Deferred<Connection> Members(TeamView team, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Team.members", page, () => new NestedPager<MemberRow, UserView>(
                db.Teams.Select(t => t.Id), MemberRow.From(db), r => r.Place.TeamId, Order.By((MemberRow r) => r.User.Handle), page, MemberRow.UserView))
            .Load(team.Id);

    public static Deferred<Connection> Services(
        TeamView team, PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order,
        Loaders loaders, IncidentDbContext db) =>
        loaders.For("Team.services", (page, where, order), () => new NestedPager<Service, ServiceView>(
                db.Teams.Select(t => t.Id), db.Services.Where(s => s.OwnerId != null).Where(ServiceSearch.Filters(db).Read(where)),
                s => s.OwnerId!.Value, ServiceSearch.Sorts.Read(order), page, ServiceView.From)) // not null, see above
            .Load(team.Id);
}

[ExtendObjectType("User")]
public static class UserFields
{
    public static DateTimeOffset? NotBefore(UserView user, CurrentCaller caller) =>
        caller.Known.IsAdmin || caller.Known.ActorId == user.Id ? user.NotBefore : null;

    public static Deferred<Connection> Teams(UserView user, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("User.teams", page, () => new NestedPager<MemberRow, TeamView>(
                db.Users.Select(u => u.Id), MemberRow.From(db), r => r.Place.UserId, Order.By((MemberRow r) => r.Team.Key), page, MemberRow.TeamView))
            .Load(user.Id);
}
