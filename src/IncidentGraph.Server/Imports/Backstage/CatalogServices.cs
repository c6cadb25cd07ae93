using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Imports;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>
/// Components, resources, APIs and systems are services. Whoever depends on one that comes later in the files registers it
/// on the way.
/// </summary>
internal sealed class CatalogServices(Origin origin, Catalog catalog, CatalogTeams teams)
{
    /// <summary>What is imported of a service: itself, and its dependencies on what there is.</summary>
    public string FingerprintOf(Reference reference, IEnumerable<Edge> edges) => Fingerprint.Of(new
    {
        Entity = catalog.Find(reference),
        Edges = edges.Select(e => $"{e.Target} {e.IsCritical}").Order(StringComparer.Ordinal),
    });

    /// <param name="reference">Which service.</param>
    /// <param name="edges">Its dependencies on what there is.</param>
    public ImportStep Step(Reference reference, IReadOnlyList<Edge> edges) => new($"{reference}", 5 + (3 * edges.Count), async (work, findings, ct) =>
    {
        var by = await origin.CallerAsync(work, findings, ct);
        var act = work.Act.Restoring(by, work.Act.At);
        var (service, known, errors) = await FollowAsync(work, act, reference, findings, ct);
        if (service is null || errors.Count > 0)
            return errors;
        foreach (var edge in edges)
            await ConnectAsync(work, act, reference, service, edge, findings, ct);
        if (known is not null && catalog.Find(reference) is not null)
            known.Fingerprint = FingerprintOf(reference, edges);
        return [];
    });

    /// <summary>Of those that no file describes and none was imported as, which are services here by their plain keys.</summary>
    public async Task<HashSet<Reference>> RegisteredAsync(ImportSession session, IEnumerable<Reference> references, CancellationToken ct)
    {
        var keyed = references.Distinct().Select(r => (Reference: r, Key: PlainKey(r))).ToList();
        var keys = keyed.Select(k => k.Key).Distinct(StringComparer.Ordinal).ToList();
        await using var db = await session.Contexts.CreateDbContextAsync(ct);
        var registered = await db.Services.AsNoTracking()
            .Where(s => keys.Contains(s.Key))
            .Where(s => !db.ExternalIds.Any(e => e.ObjectType == nameof(Service) && e.ObjectId == s.Id && e.Source == origin.Source))
            .Select(s => s.Key)
            .ToListAsync(ct);
        return [.. keyed.Where(k => registered.Contains(k.Key, StringComparer.Ordinal)).Select(k => k.Reference)];
    }

    private async Task<(Service? Service, ExternalId? Known, IReadOnlyList<DomainError> Errors)> FollowAsync(
        Work work, Act act, Reference reference, Findings findings, CancellationToken ct)
    {
        var entity = catalog.Find(reference);
        if (await origin.FindAsync(work, reference.Namespace, reference.Kind, reference.Name, ct) is not { } known)
            return entity is null ? (await WithKeyAsync(work, PlainKey(reference), ct), null, []) : await AppearAsync(work, act, entity, findings, ct);
        if (await work.ServiceAsync(known.ObjectId, ct) is not { } service)
            return (null, known, []);
        var before = service.Version;
        var errors = entity is null ? [] : service.Update(act, await ChangesAsync(work, act, service, entity, findings, ct));
        if (entity is not null)
            findings.Add(Headings.Services, $"{reference}", service.Version > before ? Fate.Changed : Fate.Unchanged);
        return (service, known, errors);
    }

    private async Task<UpdateService> ChangesAsync(Work work, Act act, Service service, Entity entity, Findings findings, CancellationToken ct)
    {
        List<string> tags = [.. service.Tags.Select(t => t.Tag)];
        return new UpdateService
        {
            Name = entity.Title,
            Description = entity.Description is null ? default : Change.To<string?>(entity.Description),
            Lifecycle = entity.Lifecycle is { } lifecycle ? Change.To<ServiceLifecycle?>(lifecycle) : default,
            Owner = await OwnerAsync(work, act, entity, findings, ct) is { } owner ? Change.To<Team?>(owner) : default,
            Links = entity.Links.Count > 0 ? Change.To<IReadOnlyList<Link>?>(entity.Links) : default,
            Tags = Change.To<IReadOnlyList<string>?>([.. tags.Union(entity.Tags, StringComparer.Ordinal).Take(Math.Max(TextRules.Tags, tags.Count))]),
        };
    }

    private async Task<(Service? Service, ExternalId? Known, IReadOnlyList<DomainError> Errors)> AppearAsync(
        Work work, Act act, Entity entity, Findings findings, CancellationToken ct)
    {
        var (key, there) = await origin.PlaceAsync(
            work, Candidates(entity.Reference), k => WithKeyAsync(work, k, ct), s => EntityRef.Of(nameof(Service), s.Id), ct);
        if (key is not null)
        {
            var (service, known) = await RegisterAsync(work, act, key, entity, findings, ct);
            return (service, known, []);
        }

        if (there is null)
        {
            findings.Skip("entities for which no key is free", $"{entity.Reference}");
            return (null, null, []);
        }

        var matched = Remember(work, entity.Reference, there, Fate.Matched, findings);
        return (there, matched, await CompleteAsync(work, act, there, entity, findings, ct));
    }

    private static async Task<Service?> WithKeyAsync(Work work, string key, CancellationToken ct) =>
        work.Db.Services.Local.FirstOrDefault(s => s.Key == key) ?? await work.ServiceByKeyAsync(key, ct);

    private async Task<(Service? Service, ExternalId? Known)> RegisterAsync(
        Work work, Act act, string key, Entity entity, Findings findings, CancellationToken ct)
    {
        var owner = await OwnerAsync(work, act, entity, findings, ct);
        var decision = Service.Register(act, await work.NextAsync(Counter.Service, ct), new RegisterService
        {
            Key = key,
            Name = entity.Title,
            Description = entity.Description,
            Lifecycle = entity.Lifecycle,
            Owner = owner,
            Tags = entity.Tags,
            Links = entity.Links,
        });
        if (decision.Value is not { } service)
        {
            findings.Skip(string.Join(' ', decision.Errors.Select(e => e.Message)), $"{entity.Reference}");
            return (null, null);
        }

        work.Db.Services.Add(service);
        return (service, Remember(work, entity.Reference, service, Fate.Created, findings));
    }

    /// <summary>What was there before keeps what it says; only what it lacks is added.</summary>
    private async Task<IReadOnlyList<DomainError>> CompleteAsync(
        Work work, Act act, Service service, Entity entity, Findings findings, CancellationToken ct) =>
        service.Update(act, new UpdateService
        {
            Description = service.Description is null && entity.Description is not null ? Change.To<string?>(entity.Description) : default,
            Owner = service.OwnerId is null && await OwnerAsync(work, act, entity, findings, ct) is { } owner ? Change.To<Team?>(owner) : default,
        });

    private async Task ConnectAsync(
        Work work, Act act, Reference reference, Service service, Edge edge, Findings findings, CancellationToken ct)
    {
        var which = $"{reference} → {edge.Target}";
        if (await TargetAsync(work, act, edge.Target, findings, ct) is not { } target)
            return; // why not is said there
        if (service.Dependencies.Any(d => d.DependsOnId == target.Id))
        {
            findings.Add(Headings.Dependencies, which, Fate.Unchanged);
            return;
        }

        var errors = service.AddDependency(act, target, DependencyKind.Hard, edge.IsCritical);
        foreach (var error in errors)
            findings.Skip($"what the rules refuse: {error.Message}", which);
        if (errors.Count == 0)
            findings.Add(Headings.Dependencies, which, Fate.Created);
    }

    private async Task<Service?> TargetAsync(Work work, Act act, Reference reference, Findings findings, CancellationToken ct)
    {
        if (await origin.FindAsync(work, reference.Namespace, reference.Kind, reference.Name, ct) is { } known)
            return await work.Db.Services.FindAsync([known.ObjectId], ct);
        return catalog.Find(reference) is { } entity
            ? (await AppearAsync(work, act, entity, findings, ct)).Service
            : await WithKeyAsync(work, PlainKey(reference), ct);
    }

    private async Task<Team?> OwnerAsync(Work work, Act act, Entity entity, Findings findings, CancellationToken ct)
    {
        if (entity.Owner is not { } owner)
            return null;
        if (owner.Kind == EntityKinds.Group)
            return await teams.FindOrDefineAsync(work, act, owner, findings, ct);
        findings.Note("owners that are no groups: a service belongs to a team", $"{entity.Reference}: {owner}");
        return null;
    }

    private ExternalId Remember(Work work, Reference reference, Service service, Fate fate, Findings findings)
    {
        findings.Add(Headings.Services, $"{reference}", fate);
        return origin.Remember(work, reference.Namespace, reference.Kind, reference.Name, EntityRef.Of(nameof(Service), service.Id));
    }

    /// <summary>What whoever registers a service by hand calls it.</summary>
    private string PlainKey(Reference reference) => Candidates(reference)[0];

    /// <summary>The plain name goes to the first kind that has it in these files.</summary>
    private List<string> Candidates(Reference reference)
    {
        var isTaken = EntityKinds.Services.TakeWhile(kind => kind != reference.Kind).Any(kind => catalog.Find(reference with { Kind = kind }) is not null);
        var kinded = reference.Kind == EntityKinds.Component ? null : $"{reference.Name} {reference.Kind}";
        return KeyOf.Candidates(isTaken ? null : reference.Name, kinded, $"{reference.Namespace} {kinded ?? reference.Name}");
    }
}
