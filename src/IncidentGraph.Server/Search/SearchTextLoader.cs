using IncidentGraph.Data;
using IncidentGraph.Data.Search;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Search;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Search;

/// <summary>The texts of what was found, read when highlights are selected: one statement for each type on the page.</summary>
public sealed class SearchTextLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<EntityRef, IReadOnlyList<SearchField>>
{
    protected override async Task<Dictionary<EntityRef, IReadOnlyList<SearchField>>> FetchAsync(IReadOnlyList<EntityRef> keys, CancellationToken ct)
    {
        var texts = new Dictionary<EntityRef, IReadOnlyList<SearchField>>(keys.Count);
        foreach (var type in keys.GroupBy(key => Enum.Parse<SearchType>(key.Type)))
        {
            foreach (var entity in await ReadAsync(type.Key, [.. type.Select(key => key.Key)], ct))
                texts[RefOf(entity)] = SearchFields.Of(entity);
        }

        return texts;
    }

    private static EntityRef RefOf(object entity) =>
        SearchDocument.Of(entity) is { } document ? new(document.Type.ToString(), document.Key) : throw new InvalidOperationException("It was found.");

    private async Task<IEnumerable<object>> ReadAsync(SearchType type, IReadOnlyList<string> keys, CancellationToken ct)
    {
        switch (type)
        {
            case SearchType.Incident:
                var numbers = keys.Select(long.Parse).ToList();
                return await db.Incidents.AsNoTracking().VisibleTo(caller.Known).Where(i => numbers.Contains(i.Id)).ToListAsync(ct);
            case SearchType.Service:
                var services = keys.Select(long.Parse).ToList();
                return await db.Services.AsNoTracking().AsSingleQuery().Include(s => s.Tags.OrderBy(t => t.Tag)).Where(s => services.Contains(s.Id)).ToListAsync(ct);
            case SearchType.Postmortem:
                var reviewed = keys.Select(long.Parse).ToList();
                return await db.Postmortems.AsNoTracking().OfVisible(db.Incidents, p => p.Id, caller.Known).Where(p => reviewed.Contains(p.Id)).ToListAsync(ct);
            default:
                var updates = keys.Select(key => Guid.ParseExact(key, "N")).ToList();
                return await db.Updates.AsNoTracking().OfVisible(db.Incidents, u => u.IncidentId, caller.Known).Where(u => updates.Contains(u.Id)).ToListAsync(ct);
        }
    }
}
