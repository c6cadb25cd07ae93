using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>Components are services: each is found by its id, else by its key among services from elsewhere, else registered.</summary>
/// <param name="origin">The page.</param>
/// <param name="components">All that the files describe, by id, groups among them.</param>
/// <param name="prefix">Begins the keys of new services.</param>
/// <param name="isExternal">Whether the page is somebody else's.</param>
internal sealed class ComponentServices(
    Origin origin, IReadOnlyDictionary<string, PageComponent> components, string prefix, bool isExternal)
{
    private readonly Dictionary<string, Service> _stored = new(StringComparer.Ordinal);

    /// <summary>Those that the files describe, so that they are there even when no incident names them.</summary>
    public IEnumerable<ImportStep> Steps(IEnumerable<PageComponent> described, Predicate<PageComponent> isNew) =>
        described.Select(component => new ImportStep($"component {component.Id}", 4, async (work, findings, ct) =>
        {
            var by = await origin.CallerAsync(work, findings, ct);
            return await FollowAsync(work, work.Act.Restoring(by, work.Act.At), component, findings, ct);
        })
        { IsContained = isNew(component) });

    public static string FingerprintOf(PageComponent component) => Fingerprint.Of((component.Name, component.Description).ToString());

    /// <summary>The service of a component; null when its description is no service.</summary>
    public async Task<Service?> FindOrRegisterAsync(Work work, Act act, PageComponent named, Findings findings, CancellationToken ct)
    {
        var component = components.GetValueOrDefault(named.Id, named);
        if (_stored.TryGetValue(component.Id, out var stored))
            return stored;
        var service = await origin.FindAsync(work, Kinds.Component, component.Id, ct) is { } known
            ? work.Db.Services.Local.FirstOrDefault(s => s.Id == known.ObjectId) ?? await Whole(work).SingleOrDefaultAsync(s => s.Id == known.ObjectId, ct)
            : await AppearAsync(work, act, component, findings, ct);
        if (service is not null)
            findings.Learn(() => _stored[component.Id] = service);
        return service;
    }

    private async Task<IReadOnlyList<DomainError>> FollowAsync(
        Work work, Act act, PageComponent component, Findings findings, CancellationToken ct)
    {
        var isNew = await origin.FindAsync(work, Kinds.Component, component.Id, ct) is null;
        if (isNew)
            _ = await AppearAsync(work, act, component, findings, ct);
        var fingerprint = FingerprintOf(component);
        if (await origin.FindAsync(work, Kinds.Component, component.Id, ct) is not { } known || known.Fingerprint == fingerprint)
            return [];

        var isUndescribed = known.Fingerprint is null; // so far only incidents named it, or it was there before
        known.Fingerprint = fingerprint;
        if (await work.ServiceAsync(known.ObjectId, ct) is not { } service)
            return [];
        var before = service.Version;
        var errors = service.Update(act, new UpdateService
        {
            Name = isUndescribed ? default : Change.To<string?>(NameOf(component)),
            Description = isUndescribed && service.Description is not null ? default : Change.To<string?>(DescriptionOf(component)),
        });
        if (!isNew)
            findings.Add(Headings.Services, component.Id, service.Version > before ? Fate.Changed : Fate.Unchanged);
        return errors;
    }

    private async Task<Service?> AppearAsync(Work work, Act act, PageComponent component, Findings findings, CancellationToken ct)
    {
        var group = component.GroupId is { } id ? components.GetValueOrDefault(id)?.Name : null;
        var fingerprint = components.ContainsKey(component.Id) ? FingerprintOf(component) : null;
        var keys = KeyOf.Candidates(Prefixed(component.Name), Prefixed($"{group} {component.Name}"), Prefixed(component.Id));
        var (key, there) = await origin.PlaceAsync(work, keys, k => WithKeyAsync(work, k, ct), s => EntityRef.Of(nameof(Service), s.Id), ct);
        if (key is not null)
            return await RegisterAsync(work, act, key, component, group, fingerprint, findings, ct);
        if (there is null)
        {
            findings.Skip("components for which no key is free", component.Id);
            return null;
        }

        origin.Remember(work, Kinds.Component, component.Id, EntityRef.Of(nameof(Service), there.Id));
        findings.Add(Headings.Services, component.Id, Fate.Matched);
        return there;
    }

    private async Task<Service?> RegisterAsync(
        Work work, Act act, string key, PageComponent component, string? group, string? fingerprint, Findings findings, CancellationToken ct)
    {
        var decision = Service.Register(act, await work.NextAsync(Counter.Service, ct), new RegisterService
        {
            Key = key,
            Name = NameOf(component),
            Description = DescriptionOf(component),
            IsExternal = isExternal,
            Tags = PlainText.Line(group, TextRules.Tag) is { } tag ? [tag] : [],
        });
        if (decision.Value is not { } service)
        {
            findings.Skip(string.Join(' ', decision.Errors.Select(e => e.Message)), component.Id);
            return null;
        }

        work.Db.Services.Add(service);
        origin.Remember(work, Kinds.Component, component.Id, EntityRef.Of(nameof(Service), service.Id), fingerprint);
        findings.Add(Headings.Services, component.Id, Fate.Created);
        return service;
    }

    private static async Task<Service?> WithKeyAsync(Work work, string key, CancellationToken ct) =>
        work.Db.Services.Local.FirstOrDefault(s => s.Key == key) ?? await Whole(work).SingleOrDefaultAsync(s => s.Key == key, ct);

    /// <summary>Those in the database: what this command itself registers is not there yet.</summary>
    private static IQueryable<Service> Whole(Work work) => work.Db.Services.AsNoTracking().Include(s => s.Owner);

    private string Prefixed(string name) => $"{prefix} {name}";

    private static string NameOf(PageComponent component) => PlainText.Line(component.Name, TextRules.Name) ?? component.Id;

    private static string? DescriptionOf(PageComponent component) => PlainText.OfHtml(component.Description, TextRules.Long);
}
