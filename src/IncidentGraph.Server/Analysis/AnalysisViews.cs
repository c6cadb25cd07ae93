using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Analysis;

[ObjectType("ContributingFactor")]
public sealed record FactorView : INode
{
    public static readonly Expression<Func<ContributingFactor, FactorView>> From = Projections.To<ContributingFactor, FactorView>();

    public EntityRef Ref => EntityRef.Of("ContributingFactor", Id);

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required FactorCategory Category { get; init; }

    public required string Description { get; init; }

    public required long? ServiceId { get; init; }

    public required IReadOnlyList<Link> Links { get; init; }

    public required long RecordedById { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

[ObjectType("Why")]
public sealed record WhyView : INode
{
    public static readonly Expression<Func<Why, WhyView>> From = Projections.To<Why, WhyView>();

    public EntityRef Ref => EntityRef.Of("Why", Id);

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required Guid? ParentId { get; init; }

    public required string Answer { get; init; }

    public required IReadOnlyList<Link> Evidence { get; init; }

    public required long RecordedById { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
