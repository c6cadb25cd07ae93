using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Imports;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports;

/// <summary>
/// Where things come from, and the automation in whose name they are restored. Finds what was imported from there before.
/// </summary>
/// <param name="source">What is read.</param>
/// <param name="scope">Where ids are unique: a page; a catalog's namespaces are scopes of their own.</param>
/// <param name="name">What the automation is called.</param>
internal sealed class Origin(ImportSource source, string scope, string name)
{
    private const string ActorKind = "import";

    private Caller? _stored;

    public ImportSource Source => source;

    public string Scope => scope;

    public async Task<Caller> CallerAsync(Work work, Findings findings, CancellationToken ct)
    {
        if (_stored is not null)
            return _stored;
        var caller = await FindAsync(work, ActorKind, ActorKind, ct) is { } known
            ? new Caller(known.ObjectId, name, UserRole.Admin, new HashSet<long>()) { IsUser = false }
            : await AppearAsync(work, ct);
        findings.Learn(() => _stored = caller);
        return caller;
    }

    public Task<ExternalId?> FindAsync(Work work, string kind, string id, CancellationToken ct) => FindAsync(work, scope, kind, id, ct);

    /// <summary>Tracked, so that what is learned of it can be written down. Finds too what the command itself remembered.</summary>
    public async Task<ExternalId?> FindAsync(Work work, string within, string kind, string id, CancellationToken ct) =>
        await work.Db.ExternalIds.FindAsync([source, within, kind, id], ct);

    public ExternalId Remember(Work work, string kind, string id, EntityRef stands, string? fingerprint = null) =>
        Remember(work, scope, kind, id, stands, fingerprint);

    public ExternalId Remember(Work work, string within, string kind, string id, EntityRef stands, string? fingerprint = null)
    {
        var row = new ExternalId
        {
            Source = source,
            Scope = within,
            Kind = kind,
            Id = id,
            ObjectType = stands.Type,
            ObjectId = long.Parse(stands.Key),
            Fingerprint = fingerprint,
        };
        work.Db.ExternalIds.Add(row);
        return row;
    }

    /// <summary>Whether something of this kind from here stands for the object already.</summary>
    public async Task<bool> ClaimsAsync(Work work, EntityRef stands, CancellationToken ct)
    {
        var id = long.Parse(stands.Key);
        return work.Db.ExternalIds.Local.Any(e => e.ObjectType == stands.Type && e.ObjectId == id && e.Source == source)
            || await work.Db.ExternalIds.AnyAsync(e => e.ObjectType == stands.Type && e.ObjectId == id && e.Source == source, ct);
    }

    /// <summary>
    /// Where something new from here finds its place: a key that is free, or what has one already and nothing from here stands for. Both are null
    /// when there is none.
    /// </summary>
    /// <param name="work">The command.</param>
    /// <param name="keys">In the order in which they are tried.</param>
    /// <param name="find">What has a key, if anything has.</param>
    /// <param name="stands">How it is named.</param>
    /// <param name="ct">Breaks it off.</param>
    public async Task<(string? FreeKey, T? There)> PlaceAsync<T>(
        Work work, IEnumerable<string> keys, Func<string, Task<T?>> find, Func<T, EntityRef> stands, CancellationToken ct)
        where T : class
    {
        foreach (var key in keys)
        {
            if (await find(key) is not { } there)
                return (key, null);
            if (!await ClaimsAsync(work, stands(there), ct))
                return (null, there);
        }

        return (null, null);
    }

    private async Task<Caller> AppearAsync(Work work, CancellationToken ct)
    {
        var id = await work.NextAsync(Counter.Actor, ct);
        work.Db.Add(new Automation { Id = id, DisplayName = TextRules.Cut(name, TextRules.Name), Kind = AutomationKind.Import });
        Remember(work, ActorKind, ActorKind, EntityRef.Of(nameof(Automation), id));
        return new Caller(id, name, UserRole.Admin, new HashSet<long>()) { IsUser = false };
    }
}
