using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Mutations;
using Mapster;

namespace IncidentGraph.Server.Severities;

public sealed record DefineSeverityInput(
    int Level, string Name, string Description, Change<TimeSpan?> AcknowledgeWithin, Change<TimeSpan?> UpdateEvery,
    Change<TimeSpan?> MitigateWithin, Change<TimeSpan?> ResolveWithin, Change<TimeSpan?> PostmortemWithin,
    Change<IReadOnlyList<IncidentRole>?> RequiredRoles, Change<bool?> RequiresPostmortem, Change<ResolverRule?> ResolvedBy,
    int? ExpectedVersion, string? IdempotencyKey) : IMutationInput;

[MutationType]
public sealed class SeverityMutations(CallerCommands commands)
{
    private static readonly TypeAdapterConfig _maps = CommandMaps.Create(maps => maps.NewConfig<DefineSeverityInput, DefineSeverity>());

    public Task<MutationPayload> DefineSeverityAsync(DefineSeverityInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => DefineAsync(work, input, aborted), ct);

    private static async Task<Decision> DefineAsync(Work work, DefineSeverityInput input, CancellationToken ct)
    {
        var existing = await work.SeverityAsync(input.Level, ct);
        var reference = EntityRef.Of("Severity", input.Level);
        if (existing is not null && Decisions.Conflict(input.ExpectedVersion, existing.Version, reference) is { } conflict)
            return conflict;
        var defined = Severity.Define(work.Act, input.Adapt<DefineSeverity>(_maps), existing);
        if (defined.Value is { } severity && existing is null)
            work.Db.Add(severity);
        return Decisions.Of(defined.Errors, reference);
    }
}
