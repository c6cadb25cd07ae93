using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.FollowUps;

public sealed class FollowUpLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, FollowUpView>
{
    protected override Task<Dictionary<long, FollowUpView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.FollowUps.OfVisible(db.Incidents, f => f.PostmortemId, caller.Known)
            .Where(f => keys.Contains(f.Id)).Select(FollowUpView.From).ToDictionaryAsync(f => f.Id, ct);
}

public sealed class FollowUpTextLoader(IncidentDbContext db) : BatchLoader<long, string>
{
    protected override Task<Dictionary<long, string>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.FollowUps.Where(f => keys.Contains(f.Id) && f.Description != null).Select(f => new { f.Id, f.Description })
            .ToDictionaryAsync(f => f.Id, f => f.Description!, ct); // not null, see above
}
