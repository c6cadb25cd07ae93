using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Postmortems;

[QueryType]
public sealed class PostmortemQueries(IncidentDbContext db, CurrentCaller caller, PostmortemLoader postmortems)
{
    public Deferred<PostmortemView?> Postmortem(string? id, int? incidentNumber)
    {
        OneKey.Check(id, incidentNumber);
        var key = id is null ? incidentNumber : GlobalId.NumberOf("Postmortem", id);
        return key is { } found ? postmortems.Load(found) : Deferred<PostmortemView?>.Of(null);
    }

    public Task<Connection> PostmortemsAsync(
        PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order, CancellationToken ct) =>
        Pager.PageAsync(
            db.Postmortems.OfVisible(db.Incidents, p => p.Id, caller.Known).Where(PostmortemSearch.Filters(db).Read(where)),
            PostmortemSearch.Sorts.Read(order), page, PostmortemView.From, ct);
}
