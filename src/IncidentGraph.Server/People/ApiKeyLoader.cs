using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.People;

/// <summary>API keys for admins; for everybody else there are none.</summary>
public sealed class ApiKeyLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, ApiKeyView>
{
    protected override async Task<Dictionary<long, ApiKeyView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        caller.Known.IsAdmin
            ? await db.ApiKeys.Where(k => keys.Contains(k.Id)).Select(ApiKeyView.From).ToDictionaryAsync(k => k.Id, ct)
            : [];
}
