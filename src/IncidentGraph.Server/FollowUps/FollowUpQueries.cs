using IncidentGraph.Data;
using IncidentGraph.Domain;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;

namespace IncidentGraph.Server.FollowUps;

[QueryType]
public sealed class FollowUpQueries(IncidentDbContext db, CurrentCaller caller, TimeProvider clock)
{
    public Task<Connection> FollowUpsAsync(
        PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order, CancellationToken ct) =>
        Pager.PageAsync(
            FollowUpRow.VisibleTo(caller.Known, db).Where(FollowUpSearch.Filters(db, clock.NowMoment()).Read(where)),
            FollowUpSearch.Sorts.Read(order), page, FollowUpRow.View, ct);
}
