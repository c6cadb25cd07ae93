using IncidentGraph.Data;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Postmortems;

public sealed class PostmortemLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, PostmortemView>
{
    protected override Task<Dictionary<long, PostmortemView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.Postmortems.OfVisible(db.Incidents, p => p.Id, caller.Known)
            .Where(p => keys.Contains(p.Id)).Select(PostmortemView.From).ToDictionaryAsync(p => p.Id, ct);
}

public sealed class PostmortemTextLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, PostmortemText>
{
    protected override Task<Dictionary<long, PostmortemText>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.Postmortems.OfVisible(db.Incidents, p => p.Id, caller.Known)
            .Where(p => keys.Contains(p.Id)).Select(PostmortemText.From).ToDictionaryAsync(p => p.Id, ct);
}

/// <summary>What decides the transitions of each postmortem, in one statement and without its texts.</summary>
public sealed class PostmortemStandingLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<long, PostmortemStanding>
{
    private static readonly IReadOnlyList<string> _noLessons = [];
    private static readonly IReadOnlyList<FaultTreeEntry> _noTree = [];

    protected override async Task<Dictionary<long, PostmortemStanding>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var (noLessons, noTree) = (_noLessons, _noTree);
        var found = await db.Postmortems.OfVisible(db.Incidents, p => p.Id, caller.Known).Where(p => keys.Contains(p.Id))
            .Join(db.Incidents, p => p.Id, i => i.Id, (p, i) => new
            {
                p.Id,
                Standing = new PostmortemStanding
                {
                    Status = p.Status,
                    IncidentStatus = i.Status,
                    OwnerId = p.OwnerId,
                    CommanderId = i.CommanderId,
                    SubmittedById = p.SubmittedById,
                    HasTimeline = db.PostmortemTimeline.Any(e => e.PostmortemId == p.Id),
                    HasCause = p.RootCause != null || p.FaultTree != noTree || i.WhyCount > 0,
                    HasSummary = p.Summary != null,
                    HasCustomerImpact = p.CustomerImpact != null,
                    HasRootCause = p.RootCause != null,
                    HasLesson = p.Lessons != noLessons,
                    UnownedFollowUps = i.UnownedFollowUps,
                    UnfinishedFollowUps = db.FollowUps.Count(f =>
                        f.PostmortemId == p.Id && f.Status != FollowUpStatus.Verified && f.Status != FollowUpStatus.WontDo),
                },
            })
            .ToListAsync(ct);
        return found.ToDictionary(f => f.Id, f => f.Standing);
    }
}
