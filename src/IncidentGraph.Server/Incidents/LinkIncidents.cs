using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Incidents;

/// <summary>A relation changes two incidents; both are loaded at once, as for a merge.</summary>
internal static class LinkIncidents
{
    public static async Task<Decision> DecideAsync(Work work, LinkIncidentsInput input, CancellationToken ct)
    {
        var (one, other) = (Targets.IncidentNumber(input.Id), Targets.IncidentNumber(input.TargetId));
        var found = await work.IncidentsAsync([one, other], ct);
        var visible = found.Where(i => i.IsVisibleTo(work.Act.By)).ToDictionary(i => i.Id);
        if (!visible.TryGetValue(one, out var incident))
            return Decisions.NotFound("incident", "id");
        if (Decisions.Conflict(input.ExpectedVersion, incident.Version, incident.Ref()) is { } conflict)
            return conflict;
        if (!visible.TryGetValue(other, out var target))
            return Decisions.NotFound("incident", "targetId");
        var forward = input.Kind.Forward();
        var (from, to) = forward == input.Kind ? (other, one) : (one, other); // the way back that would close a circle
        var known = await KnownRelations.AroundAsync(work, from, to, forward, ct);
        return Decisions.Of(incident.Link(work.Act, target, input.Kind, known), incident.Ref());
    }
}
