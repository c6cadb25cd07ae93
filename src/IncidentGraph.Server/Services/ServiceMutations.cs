using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using Mapster;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Services;

[MutationType]
public sealed class ServiceMutations(CallerCommands commands)
{
    public Task<MutationPayload> RegisterServiceAsync(RegisterServiceInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => RegisterAsync(work, input, aborted), ct);

    public Task<MutationPayload> UpdateServiceAsync(UpdateServiceInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => UpdateAsync(work, input, aborted), ct);

    public Task<MutationPayload> RetireServiceAsync(RetireServiceInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => RetireAsync(work, input, aborted), ct);

    internal static EntityRef Ref(Service service) => EntityRef.Of("Service", service.Id);

    private static async Task<Decision> RegisterAsync(Work work, RegisterServiceInput input, CancellationToken ct)
    {
        var id = await work.NextAsync(Counter.Service, ct);
        var owner = input.OwnerId is null ? null : await work.FindTeamAsync(input.OwnerId, ct);
        if (input.OwnerId is not null && owner is null)
            return Decisions.NotFound("team", "ownerId");
        var registered = Service.Register(work.Act, id, input.Adapt<RegisterService>(ServiceMaps.Config) with { Owner = owner });
        if (registered.Value is not { } service)
            return Decisions.Of(registered.Errors);
        if (await work.ServiceByKeyAsync(service.Key, ct) is { } existing)
            return Decisions.Of([new AlreadyExistsError(
                $"There is a service '{service.Key}'.", ["key"], "Choose another key, or update the existing service.", Ref(existing))]);
        work.Db.Add(service);
        return Decisions.Of([], Ref(service));
    }

    private static async Task<Decision> UpdateAsync(Work work, UpdateServiceInput input, CancellationToken ct)
    {
        if (await work.FindServiceAsync(input.Id, ct) is not { } service)
            return Decisions.NotFound("service", "id");
        if (Decisions.Conflict(input.ExpectedVersion, service.Version, Ref(service)) is { } conflict)
            return conflict;
        Team? owner = null;
        if (input.OwnerId.Value is { } ownerId && (owner = await work.FindTeamAsync(ownerId, ct)) is null)
            return Decisions.NotFound("team", "ownerId");
        var errors = service.Update(work.Act, input.Adapt<UpdateService>(ServiceMaps.Config) with
        {
            Owner = input.OwnerId.IsSet ? new Change<Team?>(owner) : default,
            Links = input.Links.IsSet
                ? new Change<IReadOnlyList<Link>?>(input.Links.Value is { } links ? [.. links.Select(l => l.ToLink())] : null)
                : default,
        });
        return Decisions.Of(errors, Ref(service));
    }

    private static async Task<Decision> RetireAsync(Work work, RetireServiceInput input, CancellationToken ct)
    {
        if (await work.FindServiceAsync(input.Id, ct) is not { } service)
            return Decisions.NotFound("service", "id");
        if (Decisions.Conflict(input.ExpectedVersion, service.Version, Ref(service)) is { } conflict)
            return conflict;
        var dependents = await work.Db.Dependencies.Where(d => d.DependsOnId == service.Id)
            .Join(work.Db.Services, d => d.ServiceId, s => s.Id, (_, s) => s)
            .CountAsync(s => s.Lifecycle != ServiceLifecycle.Retired, ct);
        var impacts = await work.Db.Impacts.Where(i => i.ServiceId == service.Id && i.EndedAt == null)
            .Join(work.Db.Incidents.Where(i => !i.IsPrivate && !i.IsTest), p => p.IncidentId, i => i.Id, (p, _) => p) // nobody may infer a private one
            .CountAsync(ct);
        return Decisions.Of(service.Retire(work.Act, input.Reason, new ServiceUse(dependents, impacts)), Ref(service));
    }
}
