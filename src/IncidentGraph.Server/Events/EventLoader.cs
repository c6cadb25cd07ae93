using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Events;

public sealed class EventLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<Guid, EventView>
{
    protected override async Task<Dictionary<Guid, EventView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct)
    {
        var seen = await db.Events.Where(e => keys.Contains(e.Id)).VisibleTo(db, caller.Known)
            .Select(SeenEvent.By(db, caller.Known)).ToListAsync(ct);
        return seen.ToDictionary(s => s.Event.Id, s => s.View);
    }
}
