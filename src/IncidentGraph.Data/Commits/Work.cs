using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Commits;

/// <summary>
/// What a decision works with: the act it belongs to, and aggregates loaded whole and tracked. Split queries may see a
/// newer part than root; saving then loses the race by the root's version, and the decision is made anew.
/// </summary>
public sealed class Work
{
    private readonly bool _locks;

    internal Work(Act act, IncidentDbContext db, bool locks)
    {
        _locks = locks;
        Act = act;
        Db = db;
    }

    public Act Act { get; }

    public IncidentDbContext Db { get; }

    /// <summary>Goes on with what commands before it in the same batch left: nobody else can have changed it, so it is not read again.</summary>
    public void Hold(params IEnumerable<object> left)
    {
        foreach (var entity in left)
        {
            if (Db.Entry(entity).State == EntityState.Detached)
                Db.Attach(entity);
        }
    }

    /// <summary>
    /// The next number. Its row stays locked until the commit, so ask before loading aggregates: everybody locks in the
    /// same order.
    /// </summary>
    public async Task<long> NextAsync(Counter kind, CancellationToken ct)
    {
        var values = await Db.Database.SqlQueryRaw<long>(Db.NextSql, kind.RowName()).ToListAsync(ct);
        return values[0];
    }

    /// <summary>Without its updates, tasks, factors, whys and relations: what a command names of them is loaded beside it.</summary>
    public async Task<Incident?> IncidentAsync(long id, CancellationToken ct) =>
        (await IncidentsAsync([id], ct)).SingleOrDefault();

    /// <summary>Those that exist, by ascending id.</summary>
    public async Task<IReadOnlyList<Incident>> IncidentsAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        if (_locks && Db.LockIncidentSql is { } sql)
        {
            foreach (var id in ids.Order()) // everybody in the same order: two cannot wait for each other
                await Db.Database.SqlQueryRaw<long>(sql, id).ToListAsync(ct);
        }

        return await Db.Incidents.AsSplitQuery()
            .Include(i => i.Impacts.OrderBy(p => p.Ordinal))
            .Include(i => i.Roles.OrderBy(p => p.Ordinal))
            .Include(i => i.Participants.OrderBy(p => p.Ordinal))
            .Include(i => i.Facts!.Services)
            .Where(i => ids.Contains(i.Id))
            .OrderBy(i => i.Id)
            .ToListAsync(ct);
    }

    /// <summary>Whole, with its follow-ups. Load its incident before: everybody locks in the same order.</summary>
    public async Task<Postmortem?> PostmortemAsync(long id, CancellationToken ct) =>
        await Db.Postmortems.AsSplitQuery()
            .Include(p => p.Owner)
            .Include(p => p.Participants.OrderBy(m => m.Ordinal)).ThenInclude(m => m.User)
            .Include(p => p.Timeline.OrderBy(e => e.Position))
            .Include(p => p.FollowUps.OrderBy(f => f.Id)).ThenInclude(f => f.Owner)
            .SingleOrDefaultAsync(p => p.Id == id, ct);

    /// <summary>The key of the postmortem that a follow-up is part of.</summary>
    public async Task<long?> PostmortemOfAsync(long followUpId, CancellationToken ct) =>
        await Db.FollowUps.Where(f => f.Id == followUpId).Select(f => (long?)f.PostmortemId).SingleOrDefaultAsync(ct);

    /// <summary>Those that exist, to look at.</summary>
    public async Task<IReadOnlyList<DomainEvent>> EventsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await Db.Events.AsNoTracking().Where(e => ids.Contains(e.Id)).OrderBy(e => e.Position).ToListAsync(ct);

    public async Task<Service?> ServiceAsync(long id, CancellationToken ct) =>
        await WholeServices.SingleOrDefaultAsync(s => s.Id == id, ct);

    public async Task<Service?> ServiceByKeyAsync(string key, CancellationToken ct) =>
        TextRules.IsStorable(key) ? await WholeServices.SingleOrDefaultAsync(s => s.Key == key, ct) : null;

    /// <summary>Those that exist, by ascending id.</summary>
    public async Task<IReadOnlyList<Service>> ServicesAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        await WholeServices.Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(ct);

    public async Task<Severity?> SeverityAsync(int level, CancellationToken ct) =>
        await Db.Severities.SingleOrDefaultAsync(s => s.Level == level, ct);

    public async Task<IReadOnlyList<Severity>> SeveritiesAsync(CancellationToken ct) =>
        await Db.Severities.OrderBy(s => s.Level).ToListAsync(ct);

    public async Task<Team?> TeamAsync(long id, CancellationToken ct) =>
        await Db.Teams.Include(t => t.Members).SingleOrDefaultAsync(t => t.Id == id, ct);

    public async Task<Team?> TeamByKeyAsync(string key, CancellationToken ct) =>
        TextRules.IsStorable(key) ? await Db.Teams.Include(t => t.Members).SingleOrDefaultAsync(t => t.Key == key, ct) : null;

    public async Task<User?> UserAsync(long id, CancellationToken ct) =>
        await Db.Users.SingleOrDefaultAsync(u => u.Id == id, ct);

    public async Task<User?> UserByHandleAsync(string handle, CancellationToken ct) =>
        TextRules.IsStorable(handle) ? await Db.Users.SingleOrDefaultAsync(u => u.Handle == handle, ct) : null;

    public async Task<ApiKey?> ApiKeyAsync(long id, CancellationToken ct) =>
        await Db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id, ct);

    /// <summary>The one who claimed this identity.</summary>
    public async Task<User?> UserBySubjectAsync(string issuer, string subject, CancellationToken ct) =>
        await Db.Users.SingleOrDefaultAsync(u => u.Issuer == issuer && u.Subject == subject, ct);

    private IQueryable<Service> WholeServices =>
        Db.Services.AsSplitQuery().Include(s => s.Owner).Include(s => s.Tags).Include(s => s.Dependencies);
}
