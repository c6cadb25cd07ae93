using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;
using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;

namespace IncidentGraph.Server.Tasks;

[ObjectType("Task")]
public sealed record TaskView : INode
{
    public static readonly Expression<Func<IncidentTask, TaskView>> From = Projections.To<IncidentTask, TaskView>();

    public EntityRef Ref => EntityRef.Of("Task", Id);

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required string Title { get; init; }

    public required string? Description { get; init; }

    public required TaskStatus Status { get; init; }

    public required bool IsRequired { get; init; }

    public required long? AssigneeId { get; init; }

    public required DateTimeOffset? DueAt { get; init; }

    public required string? Result { get; init; }

    public required DateTimeOffset? CompletedAt { get; init; }

    public required long? CompletedById { get; init; }
}
