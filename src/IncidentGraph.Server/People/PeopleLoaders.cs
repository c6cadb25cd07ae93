using IncidentGraph.Data;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.People;

/// <summary>People and automations by their shared ids, in one statement.</summary>
public sealed class ActorLoader(IncidentDbContext db) : BatchLoader<long, ActorView>
{
    protected override async Task<Dictionary<long, ActorView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var rows = await db.Actors.AsNoTracking().Where(a => keys.Contains(a.Id)).ToListAsync(ct);
        return rows.ToDictionary(a => a.Id, View);
    }

    private static ActorView View(Actor actor) => actor switch
    {
        User user => new UserView
        {
            Id = user.Id,
            DisplayName = user.DisplayName,
            Handle = user.Handle,
            Email = user.Email,
            AvatarUrl = user.AvatarUrl,
            IsActive = user.IsActive,
            NotBefore = user.NotBefore,
        },
        Automation automation => new AutomationView { Id = automation.Id, DisplayName = automation.DisplayName, Kind = automation.Kind },
        _ => throw new InvalidOperationException($"Unknown kind of actor {actor.GetType()}."),
    };
}

public sealed class TeamLoader(IncidentDbContext db) : BatchLoader<long, TeamView>
{
    protected override Task<Dictionary<long, TeamView>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct) =>
        db.Teams.Where(t => keys.Contains(t.Id)).Select(TeamView.From).ToDictionaryAsync(t => t.Id, ct);
}
