using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Tasks;

public sealed class TaskLoader(IncidentDbContext db, CurrentCaller caller) : BatchLoader<Guid, TaskView>
{
    protected override Task<Dictionary<Guid, TaskView>> FetchAsync(IReadOnlyList<Guid> keys, CancellationToken ct) =>
        db.Tasks.OfVisible(db.Incidents, t => t.IncidentId, caller.Known)
            .Where(t => keys.Contains(t.Id)).Select(TaskView.From).ToDictionaryAsync(t => t.Id, ct);
}
