using IncidentGraph.Data;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Incidents;

/// <summary>The relations of each incident, from either side, to those that the caller may know of; oldest first.</summary>
public sealed class RelationsLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, IReadOnlyList<RelationView>>
{
    protected override async Task<Dictionary<long, IReadOnlyList<RelationView>>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var visible = db.Incidents.VisibleTo(caller.Known);
        var found = await db.Relations.AsNoTracking().Where(r => keys.Contains(r.IncidentId) || keys.Contains(r.TargetId))
            .Where(r => visible.Any(i => i.Id == r.IncidentId) && visible.Any(i => i.Id == r.TargetId))
            .ToListAsync(ct);
        var oldestFirst = found.OrderBy(r => r.LinkedAt).ThenBy(r => r.Id).ToList();
        return keys.ToDictionary(key => key, key => (IReadOnlyList<RelationView>)[.. Of(key, oldestFirst)]);
    }

    private static IEnumerable<RelationView> Of(long incidentId, List<IncidentRelation> relations) =>
        from relation in relations
        let seen = relation.SeenFrom(incidentId)
        where seen is not null
        select new RelationView(relation.Id, seen.Value.Kind, seen.Value.Other);
}
