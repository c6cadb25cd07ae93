using IncidentGraph.Data;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Services;

public sealed class ServiceLoader(IncidentDbContext db) : BatchLoader<long, ServiceView>
{
    protected override Task<Dictionary<long, ServiceView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.Services.Where(s => keys.Contains(s.Id)).Select(ServiceView.From).ToDictionaryAsync(s => s.Id, ct);
}

public sealed class ServiceTextLoader(IncidentDbContext db) : BatchLoader<long, ServiceText>
{
    protected override Task<Dictionary<long, ServiceText>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.Services.Where(s => keys.Contains(s.Id)).Select(ServiceText.From).ToDictionaryAsync(s => s.Id, ct);
}

public sealed class ServiceTagsLoader(IncidentDbContext db) : BatchLoader<long, IReadOnlyList<string>>
{
    protected override async Task<Dictionary<long, IReadOnlyList<string>>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var found = await db.ServiceTags.AsNoTracking().Where(t => keys.Contains(t.ServiceId)).OrderBy(t => t.Tag).ToListAsync(ct);
        return found.GroupBy(t => t.ServiceId).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(t => t.Tag)]);
    }
}

public sealed class DependencyLoader(IncidentDbContext db) : BatchLoader<Guid, DependencyView>
{
    protected override Task<Dictionary<Guid, DependencyView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Dependencies.Where(d => keys.Contains(d.Id)).Select(DependencyView.From).ToDictionaryAsync(d => d.Id, ct);
}

/// <summary>
/// The own status: the worst present impact by open incidents that are past triage. Private incidents never count, so
/// that nobody can infer one.
/// </summary>
public sealed class ServiceStatusLoader(IncidentDbContext db) : BatchLoader<long, ServiceStatus>
{
    protected override async Task<Dictionary<long, ServiceStatus>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var counted = db.Incidents.Where(OwnStatus.Counting);
        var impacts = await db.Impacts.Where(p => p.EndedAt == null && keys.Contains(p.ServiceId))
            .Join(counted, p => p.IncidentId, i => i.Id, (p, _) => new { p.ServiceId, p.Level })
            .Distinct().ToListAsync(ct);
        var worst = impacts.GroupBy(i => i.ServiceId).ToDictionary(g => g.Key, g => OwnStatus.Worst(g.Select(i => i.Level)));
        return keys.ToDictionary(k => k, k => worst.GetValueOrDefault(k, ServiceStatus.Operational));
    }
}
