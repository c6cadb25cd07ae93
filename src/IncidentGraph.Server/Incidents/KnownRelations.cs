using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Incidents;

/// <summary>What the rules of relations look at: only what the caller may know of, so that no refusal tells of the rest.</summary>
internal static class KnownRelations
{
    /// <summary>A way from cause to cause that is longer than this is taken for none.</summary>
    private const int LongestWay = 100;

    public static async Task<List<IncidentRelation>> OfAsync(Work work, long one, long other, CancellationToken ct) =>
        await Visible(work).Where(r => r.IncidentId == one || r.TargetId == one || r.IncidentId == other || r.TargetId == other).ToListAsync(ct);

    /// <summary>Those of both, and all that lead on from <paramref name="from"/> in the direction of the kind.</summary>
    public static async Task<IReadOnlyList<IncidentRelation>> AroundAsync(
        Work work, long from, long to, IncidentRelationKind kind, CancellationToken ct)
    {
        var found = await OfAsync(work, from, to, ct);
        var (forward, backward) = (kind, kind.Inverse());
        var seen = new HashSet<long> { from };
        List<long> next = [from];
        for (var step = 0; next.Count > 0 && step < LongestWay; step++)
        {
            var ends = next;
            var leading = await Visible(work).Where(r => (ends.Contains(r.IncidentId) && r.Kind == forward)
                || (ends.Contains(r.TargetId) && r.Kind == backward)).ToListAsync(ct);
            found.AddRange(leading.Where(l => found.TrueForAll(f => f.Id != l.Id)));
            next = [.. leading.Select(r => ends.Contains(r.IncidentId) && r.Kind == forward ? r.TargetId : r.IncidentId).Where(seen.Add)];
        }

        return found;
    }

    private static IQueryable<IncidentRelation> Visible(Work work)
    {
        var visible = work.Db.Incidents.VisibleTo(work.Act.By);
        return work.Db.Relations.AsNoTracking()
            .Where(r => visible.Any(i => i.Id == r.IncidentId) && visible.Any(i => i.Id == r.TargetId));
    }
}
