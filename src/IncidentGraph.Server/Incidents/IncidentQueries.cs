using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Incidents;

[QueryType]
public sealed class IncidentQueries(IncidentDbContext db, CurrentCaller caller, IncidentLoader incidents)
{
    public Deferred<IncidentView?> Incident(string? id, int? number)
    {
        OneKey.Check(id, number);
        var key = id is null ? number : GlobalId.NumberOf("Incident", id);
        return key is { } found ? incidents.Load(found) : Deferred<IncidentView?>.Of(null);
    }

    public Task<Connection> IncidentsAsync(
        PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order, CancellationToken ct) =>
        Pager.PageAsync(
            db.Incidents.VisibleTo(caller.Known).Where(IncidentSearch.Filters(db).Read(where)),
            IncidentSearch.Sorts(db).Read(order), page, IncidentView.From, ct);
}
