using System.Linq.Expressions;
using IncidentGraph.Data;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Incidents;

namespace IncidentGraph.Server.FollowUps;

/// <summary>A follow-up with the incident that it was learned from, as one row to page over.</summary>
internal sealed class FollowUpRow
{
    public static readonly Expression<Func<FollowUpRow, FollowUpView>> View = Path();

    public required FollowUp FollowUp { get; init; }

    public required Incident Incident { get; init; }

    /// <summary>Those of incidents that the caller may know of.</summary>
    public static IQueryable<FollowUpRow> VisibleTo(Caller caller, IncidentDbContext db) => db.FollowUps.Join(
        db.Incidents.VisibleTo(caller), f => f.PostmortemId, i => i.Id, (f, i) => new FollowUpRow { FollowUp = f, Incident = i });

    private static Expression<Func<FollowUpRow, FollowUpView>> Path()
    {
        Expression<Func<FollowUpRow, FollowUp>> followUp = r => r.FollowUp;
        return Expression.Lambda<Func<FollowUpRow, FollowUpView>>(Rebind.Body(FollowUpView.From, followUp.Body), followUp.Parameters);
    }
}
