using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Incidents;

/// <summary>Merging changes two incidents; both are loaded at once, by ascending id, so that two merges cannot deadlock.</summary>
internal static class MergeIncidents
{
    public static async Task<Decision> DecideAsync(Work work, MergeIncidentInput input, CancellationToken ct)
    {
        var (from, into) = (Targets.IncidentNumber(input.Id), Targets.IncidentNumber(input.IntoId));
        var found = await work.IncidentsAsync([from, into], ct);
        var visible = found.Where(i => i.IsVisibleTo(work.Act.By)).ToDictionary(i => i.Id);
        if (!visible.TryGetValue(from, out var incident))
            return Decisions.NotFound("incident", "id");
        if (!visible.TryGetValue(into, out var target))
            return Decisions.NotFound("incident", "intoId");
        if (Decisions.Conflict(input.ExpectedVersion, incident.Version, incident.Ref()) is { } conflict)
            return conflict;
        var known = await KnownRelations.AroundAsync(work, into, from, IncidentRelationKind.DuplicateOf, ct);
        return Decisions.Of(incident.Merge(work.Act, await work.CatalogAsync(ct), target, known), incident.Ref(), target.Ref());
    }
}
