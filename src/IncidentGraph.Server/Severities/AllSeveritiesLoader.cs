using IncidentGraph.Data;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Severities;

/// <summary>All severities (at most 20), read once for however many incidents ask.</summary>
public sealed class AllSeveritiesLoader(IncidentDbContext db) : BatchLoader<int, IReadOnlyList<SeverityView>>
{
    private const int All = 0;

    public Deferred<IReadOnlyList<SeverityView>> LoadAll() => Load(All).Then(found => found ?? []);

    protected override async Task<Dictionary<int, IReadOnlyList<SeverityView>>> FetchAsync(IReadOnlyList<int> keys, CancellationToken ct) =>
        new() { [All] = await db.Severities.OrderBy(s => s.Level).Select(SeverityView.From).ToListAsync(ct) };
}
