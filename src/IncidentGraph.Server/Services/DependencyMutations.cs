using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using Mapster;

namespace IncidentGraph.Server.Services;

[MutationType]
public sealed class DependencyMutations(CallerCommands commands)
{
    public Task<MutationPayload> AddDependencyAsync(AddDependencyInput input, CancellationToken ct) => commands.RunAsync(
        input, OnBoth(input, (work, service, dependsOn) => Decisions.Of(
            service.AddDependency(work.Act, dependsOn, input.Kind, input.Critical, input.Description),
            [.. Edge(service, dependsOn)])), ct);

    public Task<MutationPayload> UpdateDependencyAsync(UpdateDependencyInput input, CancellationToken ct) => commands.RunAsync(
        input, OnBoth(input, (work, service, dependsOn) => Decisions.Of(
            service.UpdateDependency(work.Act, dependsOn, input.Adapt<UpdateDependency>(ServiceMaps.Config)),
            [.. Edge(service, dependsOn)])), ct);

    public Task<MutationPayload> RemoveDependencyAsync(RemoveDependencyInput input, CancellationToken ct) => commands.RunAsync(
        input, OnBoth(input, (work, service, dependsOn) => Decisions.Of(
            service.RemoveDependency(work.Act, dependsOn), ServiceMutations.Ref(service))), ct);

    private static IEnumerable<EntityRef> Edge(Service service, Service dependsOn) => service.Dependencies
        .Where(d => d.DependsOnId == dependsOn.Id).Select(d => EntityRef.Of("Dependency", d.Id));

    private static Func<Work, CancellationToken, Task<Decision>> OnBoth(
        IDependencyInput input, Func<Work, Service, Service, Decision> decide) => async (work, ct) =>
        {
            if (await work.FindServiceAsync(input.ServiceId, ct) is not { } service)
                return Decisions.NotFound("service", "serviceId");
            if (await work.FindServiceAsync(input.DependsOnId, ct) is not { } dependsOn)
                return Decisions.NotFound("service", "dependsOnId");
            return Decisions.Conflict(input.ExpectedVersion, service.Version, ServiceMutations.Ref(service))
                ?? decide(work, service, dependsOn);
        };
}
