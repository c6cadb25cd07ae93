using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Analysis;

public sealed class FactorLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<Guid, FactorView>
{
    protected override Task<Dictionary<Guid, FactorView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Factors.OfVisible(db.Incidents, f => f.IncidentId, caller.Known)
            .Where(f => keys.Contains(f.Id)).Select(FactorView.From).ToDictionaryAsync(f => f.Id, ct);
}

public sealed class WhyLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<Guid, WhyView>
{
    protected override Task<Dictionary<Guid, WhyView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Whys.OfVisible(db.Incidents, w => w.IncidentId, caller.Known)
            .Where(w => keys.Contains(w.Id)).Select(WhyView.From).ToDictionaryAsync(w => w.Id, ct);
}
