using IncidentGraph.Data;
using IncidentGraph.Domain;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.People;

[QueryType]
public sealed class ApiKeyQueries(IncidentDbContext db, TimeProvider clock)
{
    public async Task<ApiKeyView?> ApiKeyAsync(string? id, string? prefix, CancellationToken ct)
    {
        OneKey.Check(id, prefix);
        prefix = KeyText.Human(prefix);
        long? number = id is null ? null : GlobalId.NumberOf("ApiKey", id) ?? KeyText.NoNumber;
        return await db.ApiKeys.Where(k => number == null ? k.Prefix == prefix : k.Id == number).Select(ApiKeyView.From).FirstOrDefaultAsync(ct);
    }

    public Task<Connection> ApiKeysAsync(
        PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order, CancellationToken ct) =>
        Pager.PageAsync(
            db.ApiKeys.Where(ApiKeySearch.Filters(db, clock.NowMoment()).Read(where)), ApiKeySearch.Sorts.Read(order), page, ApiKeyView.From, ct);
}
