using IncidentGraph.Data;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;

namespace IncidentGraph.Server.Tasks;

[ExtendObjectType("Incident")]
public static class IncidentTasksFields
{
    public static Deferred<Connection> Tasks(IncidentView incident, PageArguments page, Loaders loaders, IncidentDbContext db) =>
        loaders.For("Incident.tasks", page, () => new NestedPager<IncidentTask, TaskView>(
                db.Incidents.Select(i => i.Id), db.Tasks, t => t.IncidentId, Order.By((IncidentTask t) => t.Ordinal), page, TaskView.From))
            .Load(incident.Id);
}

[ExtendObjectType("Task")]
public static class TaskFields
{
    public static Deferred<IncidentView> Incident(TaskView task, IncidentLoader incidents) => incidents.LoadSeen(task.IncidentId);

    public static Deferred<ActorView?> Assignee(TaskView task, ActorLoader actors) => actors.LoadOrNull(task.AssigneeId);

    public static Deferred<ActorView?> CompletedBy(TaskView task, ActorLoader actors) => actors.LoadOrNull(task.CompletedById);
}
