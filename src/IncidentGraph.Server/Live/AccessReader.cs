using IncidentGraph.Data;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Live;

/// <summary>Reads who may know of incidents now; participants only of the private ones.</summary>
internal sealed class AccessReader(IDbContextFactory<IncidentDbContext> contexts)
{
    private static readonly HashSet<long> _nobody = [];

    public async Task<Dictionary<long, IncidentAccess>> ReadAsync(IReadOnlyList<long> incidents, CancellationToken ct)
    {
        if (incidents.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Incidents.Where(i => incidents.Contains(i.Id))
            .Select(i => new { i.Id, i.IsPrivate, i.ReporterId }).ToListAsync(ct);
        var hidden = rows.Where(r => r.IsPrivate).Select(r => r.Id).ToList();
        var participants = hidden.Count == 0
            ? []
            : await db.Participants.Where(p => hidden.Contains(p.IncidentId)).Select(p => new { p.IncidentId, p.UserId }).ToListAsync(ct);
        var byIncident = participants.ToLookup(p => p.IncidentId, p => p.UserId);
        return rows.ToDictionary(
            r => r.Id,
            r => new IncidentAccess(r.IsPrivate, r.IsPrivate ? byIncident[r.Id].Append(r.ReporterId).ToHashSet() : _nobody));
    }
}
