using System.Linq.Expressions;
using IncidentGraph.Data;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Filtering;

namespace IncidentGraph.Server.People;

/// <summary>A membership with the person and the team, as one row to page over from either side.</summary>
internal sealed class MemberRow
{
    public static readonly Expression<Func<MemberRow, UserView>> UserView = Of(r => r.User, People.UserView.From);

    public static readonly Expression<Func<MemberRow, TeamView>> TeamView = Of(r => r.Team, People.TeamView.From);

    public required TeamMember Place { get; init; }

    public required User User { get; init; }

    public required Team Team { get; init; }

    public static IQueryable<MemberRow> From(IncidentDbContext db) => db.TeamMembers
        .Join(db.Users, m => m.UserId, u => u.Id, (m, u) => new { m, u })
        .Join(db.Teams, r => r.m.TeamId, t => t.Id, (r, t) => new MemberRow { Place = r.m, User = r.u, Team = t });

    private static Expression<Func<MemberRow, TView>> Of<T, TView>(Expression<Func<MemberRow, T>> path, Expression<Func<T, TView>> view) =>
        Expression.Lambda<Func<MemberRow, TView>>(Rebind.Body(view, path.Body), path.Parameters);
}
