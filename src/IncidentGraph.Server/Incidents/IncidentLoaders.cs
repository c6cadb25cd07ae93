using IncidentGraph.Data;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Incidents;

public sealed class IncidentLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, IncidentView>
{
    protected override Task<Dictionary<long, IncidentView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.Incidents.VisibleTo(caller.Known).Where(i => keys.Contains(i.Id)).Select(IncidentView.From).ToDictionaryAsync(i => i.Id, ct);
}

public sealed class IncidentTextLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, IncidentText>
{
    protected override Task<Dictionary<long, IncidentText>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.Incidents.VisibleTo(caller.Known).Where(i => keys.Contains(i.Id)).Select(IncidentText.From).ToDictionaryAsync(i => i.Id, ct);
}

public sealed class ImpactLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<Guid, ImpactView>
{
    protected override Task<Dictionary<Guid, ImpactView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Impacts.OfVisible(db.Incidents, i => i.IncidentId, caller.Known)
            .Where(i => keys.Contains(i.Id)).Select(ImpactView.From).ToDictionaryAsync(i => i.Id, ct);
}

/// <summary>All impacts of an incident, oldest first.</summary>
public sealed class IncidentImpactsLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, IReadOnlyList<ImpactView>>
{
    protected override async Task<Dictionary<long, IReadOnlyList<ImpactView>>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var found = await db.Impacts.OfVisible(db.Incidents, i => i.IncidentId, caller.Known)
            .Where(i => keys.Contains(i.IncidentId)).OrderBy(i => i.IncidentId).ThenBy(i => i.Ordinal)
            .Select(ImpactView.From).ToListAsync(ct);
        return found.GroupBy(i => i.IncidentId).ToDictionary(g => g.Key, g => (IReadOnlyList<ImpactView>)[.. g]);
    }
}

public sealed class UpdateLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<Guid, UpdateView>
{
    protected override Task<Dictionary<Guid, UpdateView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Updates.OfVisible(db.Incidents, u => u.IncidentId, caller.Known)
            .Where(u => keys.Contains(u.Id)).Select(UpdateView.From).ToDictionaryAsync(u => u.Id, ct);
}

/// <summary>What puts an update right.</summary>
public sealed class CorrectionLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<Guid, UpdateView>
{
    protected override Task<Dictionary<Guid, UpdateView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Updates.OfVisible(db.Incidents, u => u.IncidentId, caller.Known)
            .Where(u => u.CorrectsId != null && keys.Contains(u.CorrectsId.Value)).Select(UpdateView.From)
            .ToDictionaryAsync(u => u.CorrectsId!.Value, ct); // not null, see above
}

public sealed class UpdateBodyLoader(IncidentDbContext db) : BatchLoader<Guid, string>
{
    protected override Task<Dictionary<Guid, string>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Updates.Where(u => keys.Contains(u.Id)).Select(u => new { u.Id, u.Body }).ToDictionaryAsync(u => u.Id, u => u.Body, ct);
}

/// <summary>The newest update of each incident, of one audience or of any.</summary>
internal sealed class LatestUpdateLoader(IncidentDbContext db, CurrentCaller caller, Audience? audience) : BatchLoader<long, UpdateView>
{
    protected override Task<Dictionary<long, UpdateView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var updates = db.Updates.OfVisible(db.Incidents, u => u.IncidentId, caller.Known).Where(u => keys.Contains(u.IncidentId));
        if (audience is { } only)
            updates = updates.Where(u => u.Audience == only);
        return db.Incidents.Where(i => keys.Contains(i.Id))
            .SelectMany(i => updates.Where(u => u.IncidentId == i.Id).OrderByDescending(u => u.PostedAt).ThenByDescending(u => u.Ordinal).Take(1))
            .Select(UpdateView.From).ToDictionaryAsync(u => u.IncidentId, ct);
    }
}

/// <summary>The roles of each incident, in the order of assignment.</summary>
internal sealed class RolesLoader(IncidentDbContext db, CurrentCaller caller, bool includeEnded) : BatchLoader<long, IReadOnlyList<RoleView>>
{
    protected override async Task<Dictionary<long, IReadOnlyList<RoleView>>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var found = await db.Roles.OfVisible(db.Incidents, r => r.IncidentId, caller.Known)
            .Where(r => keys.Contains(r.IncidentId) && (includeEnded || r.EndedAt == null))
            .OrderBy(r => r.IncidentId).ThenBy(r => r.Ordinal)
            .Select(RoleView.From).ToListAsync(ct);
        return found.GroupBy(r => r.IncidentId).ToDictionary(g => g.Key, g => (IReadOnlyList<RoleView>)[.. g]);
    }
}
