using IncidentGraph.Data.Commits;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Mutations;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Tasks;

/// <summary>The frame of every command on one task: its incident with that task, in the version that the caller saw.</summary>
internal static class TaskCommands
{
    public static Func<Work, CancellationToken, Task<Decision>> On(
        ITargetInput input, Func<IncidentWork, Guid, Task<Decision>> decide) => async (work, ct) =>
        {
            var id = GlobalId.GuidOf("Task", input.Id);
            var incidentId = await work.Db.Tasks.Where(t => t.Id == id).Select(t => (long?)t.IncidentId).SingleOrDefaultAsync(ct);
            var incident = incidentId is { } found ? await work.IncidentAsync(found, ct) : null;
            if (id is not { } taskId || incident?.IsVisibleTo(work.Act.By) != true)
                return Decisions.NotFound("task", "id");
            if (Decisions.Conflict(input.ExpectedVersion, incident.Version, incident.Ref()) is { } conflict)
                return conflict;
            await work.Db.Tasks.Include(t => t.Assignee).Where(t => t.Id == taskId).LoadAsync(ct); // tracked, so the incident has it now
            return await decide(new IncidentWork(work, incident, await work.CatalogAsync(ct), ct), taskId);
        };
}
