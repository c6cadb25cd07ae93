using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using Mapster;

namespace IncidentGraph.Server.Incidents;

[MutationType]
public sealed class DeclareIncidents(CallerCommands commands)
{
    public Task<MutationPayload> DeclareIncidentAsync(DeclareIncidentInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => DeclareAsync(work, input, aborted), ct);

    private static async Task<Decision> DeclareAsync(Work work, DeclareIncidentInput input, CancellationToken ct)
    {
        var number = await work.NextAsync(Counter.Incident, ct);
        var (affected, errors) = await work.AffectedAsync(input.Services, ct);
        if (errors.Count > 0)
            return Decisions.Of(errors);
        var severity = input.SeverityId is null ? null : await work.FindSeverityAsync(input.SeverityId, ct);
        if (input.SeverityId is not null && severity is null)
            return Decisions.NotFound("severity", "severityId");

        var declared = Incident.Declare(work.Act, number, ToCommand(input, affected, severity), await work.CatalogAsync(ct));
        if (declared.Value is not { } incident)
            return Decisions.Of(declared.Errors);
        work.Db.Add(incident);
        return Decisions.Of([], incident.Ref());
    }

    private static DeclareIncident ToCommand(DeclareIncidentInput input, IReadOnlyList<AffectedService> affected, Severity? severity) =>
        input.Adapt<DeclareIncident>(IncidentMaps.Config) with { Services = affected, Severity = severity };
}
