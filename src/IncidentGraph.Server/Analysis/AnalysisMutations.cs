using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Mutations;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Analysis;

[MutationType]
public sealed class AnalysisMutations(CallerCommands commands)
{
    public Task<MutationPayload> RecordContributingFactorAsync(RecordContributingFactorInput input, CancellationToken ct) =>
        commands.RunAsync(input, IncidentCommands.On(input, at => RecordFactorAsync(at, input)), ct);

    public Task<MutationPayload> RecordWhyAsync(RecordWhyInput input, CancellationToken ct) =>
        commands.RunAsync(input, IncidentCommands.On(input, at => RecordWhyAsync(at, input)), ct);

    private static async Task<Decision> RecordFactorAsync(IncidentWork at, RecordContributingFactorInput input)
    {
        var service = input.ServiceId is null ? null : await at.Work.FindServiceAsync(input.ServiceId, at.Aborted);
        if (input.ServiceId is not null && service is null)
            return Decisions.NotFound("service", "serviceId");
        var errors = at.Incident.RecordFactor(at.Act, input.Category, input.Description, service, input.Links);
        return errors.Count > 0 ? Decisions.Of(errors) : Decisions.Of([], EntityRef.Of("ContributingFactor", at.Incident.Factors[^1].Id));
    }

    private static async Task<Decision> RecordWhyAsync(IncidentWork at, RecordWhyInput input)
    {
        var parentId = input.ParentId is null ? null : GlobalId.GuidOf("Why", input.ParentId);
        if (input.ParentId is not null && parentId is null)
            return Decisions.NotFound("why", "parentId");
        if (parentId is not null) // tracked, so the incident has it now
            await at.Work.Db.Whys.Where(w => w.Id == parentId && w.IncidentId == at.Incident.Id).LoadAsync(at.Aborted);
        var errors = at.Incident.RecordWhy(at.Act, input.Answer, parentId, input.Evidence);
        return errors.Count > 0 ? Decisions.Of(errors) : Decisions.Of([], EntityRef.Of("Why", at.Incident.Whys[^1].Id));
    }
}
