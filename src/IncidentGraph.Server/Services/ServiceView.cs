using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Services;

/// <summary>A service without its description, links and tags, which are read when they are selected.</summary>
[ObjectType("Service")]
public sealed record ServiceView : INode
{
    public static readonly Expression<Func<Service, ServiceView>> From = Projections.To<Service, ServiceView>();

    public EntityRef Ref => EntityRef.Of("Service", Id);

    public required long Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required int Tier { get; init; }

    public required ServiceLifecycle Lifecycle { get; init; }

    public required bool IsExternal { get; init; }

    public required long? OwnerId { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset? RetiredAt { get; init; }
}

/// <summary>The long parts of a service.</summary>
public sealed record ServiceText
{
    public static readonly Expression<Func<Service, ServiceText>> From = Projections.To<Service, ServiceText>();

    public required long Id { get; init; }

    public required string? Description { get; init; }

    public required IReadOnlyList<Link> Links { get; init; }
}

[ObjectType("Dependency")]
public sealed record DependencyView : INode
{
    public static readonly Expression<Func<Dependency, DependencyView>> From = Projections.To<Dependency, DependencyView>();

    public EntityRef Ref => EntityRef.Of("Dependency", Id);

    public required Guid Id { get; init; }

    public required long ServiceId { get; init; }

    public required long DependsOnId { get; init; }

    public required DependencyKind Kind { get; init; }

    public required bool Critical { get; init; }

    public required string? Description { get; init; }
}
