using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Incidents;

[ObjectType("ServiceImpact")]
public sealed record ImpactView : INode
{
    public static readonly Expression<Func<ServiceImpact, ImpactView>> From = Projections.To<ServiceImpact, ImpactView>();

    public EntityRef Ref => EntityRef.Of("ServiceImpact", Id);

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required long ServiceId { get; init; }

    public required ImpactLevel Level { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required string? Note { get; init; }
}

[ObjectType("RoleAssignment")]
public sealed record RoleView
{
    public static readonly Expression<Func<RoleAssignment, RoleView>> From = Projections.To<RoleAssignment, RoleView>();

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required IncidentRole Role { get; init; }

    public required long UserId { get; init; }

    public required long AssignedById { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required string? HandoverNote { get; init; }
}

/// <summary>An update without its body, which <see cref="UpdateBodyLoader"/> reads when it is selected.</summary>
[ObjectType("IncidentUpdate")]
public sealed record UpdateView : INode
{
    public static readonly Expression<Func<IncidentUpdate, UpdateView>> From = Projections.To<IncidentUpdate, UpdateView>();

    /// <summary>By when they were posted: what an import adds later may be older.</summary>
    internal static readonly Sort<IncidentUpdate> NewestFirst = new(
    [
        new SortKey("postedAt", (IncidentUpdate u) => u.PostedAt, IsDescending: true),
        new SortKey("place", (IncidentUpdate u) => u.Ordinal, IsDescending: true),
    ]);

    public EntityRef Ref => EntityRef.Of("IncidentUpdate", Id);

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required Audience Audience { get; init; }

    public required IncidentStatus Status { get; init; }

    public required long AuthorId { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public required Guid? CorrectsId { get; init; }
}

/// <summary>A relation as one of its two incidents sees it.</summary>
[ObjectType("IncidentRelation")]
public sealed record RelationView(Guid Id, IncidentRelationKind Kind, long OtherId);
