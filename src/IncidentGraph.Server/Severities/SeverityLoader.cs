using IncidentGraph.Data;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Severities;

public sealed class SeverityLoader(IncidentDbContext db) : BatchLoader<int, SeverityView>
{
    protected override Task<Dictionary<int, SeverityView>> FetchAsync(IReadOnlyList<int> keys, CancellationToken ct) =>
        db.Severities.Where(s => keys.Contains(s.Level)).Select(SeverityView.From).ToDictionaryAsync(s => s.Level, ct);
}
