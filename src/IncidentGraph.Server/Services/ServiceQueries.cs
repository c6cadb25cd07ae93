using IncidentGraph.Data;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Services;

[QueryType]
public sealed class ServiceQueries(IncidentDbContext db)
{
    public async Task<ServiceView?> ServiceAsync(string? id, string? key, CancellationToken ct)
    {
        OneKey.Check(id, key);
        key = KeyText.Human(key);
        long? number = id is null ? null : GlobalId.NumberOf("Service", id) ?? KeyText.NoNumber;
        return await db.Services.Where(s => number == null ? s.Key == key : s.Id == number).Select(ServiceView.From).FirstOrDefaultAsync(ct);
    }

    public Task<Connection> ServicesAsync(
        PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order, CancellationToken ct) =>
        Pager.PageAsync(db.Services.Where(ServiceSearch.Filters(db).Read(where)), ServiceSearch.Sorts.Read(order), page, ServiceView.From, ct);
}
