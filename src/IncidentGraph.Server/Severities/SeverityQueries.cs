using IncidentGraph.Data;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Severities;

[QueryType]
public sealed class SeverityQueries(IncidentDbContext db, SeverityLoader severities)
{
    public Deferred<SeverityView?> Severity(string? id, int? level)
    {
        OneKey.Check(id, level);
        var found = id is null ? level : GlobalId.NumberOf("Severity", id);
        return found is { } key ? severities.Load((int)Math.Clamp(key, int.MinValue, int.MaxValue)) : Deferred<SeverityView?>.Of(null);
    }

    public async Task<IReadOnlyList<SeverityView>> SeveritiesAsync(CancellationToken ct) =>
        await db.Severities.OrderBy(s => s.Level).Select(SeverityView.From).ToListAsync(ct);
}
