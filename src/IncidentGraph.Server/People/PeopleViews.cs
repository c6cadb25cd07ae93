using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.People;

/// <summary>A person or an automation.</summary>
public abstract record ActorView : INode
{
    public abstract EntityRef Ref { get; }

    public required long Id { get; init; }

    public required string DisplayName { get; init; }
}

[ObjectType("User")]
public sealed record UserView : ActorView
{
    public static readonly Expression<Func<User, UserView>> From = Projections.To<User, UserView>();

    public override EntityRef Ref => EntityRef.Of("User", Id);

    public required string Handle { get; init; }

    public required string? Email { get; init; }

    public required string? AvatarUrl { get; init; }

    public required bool IsActive { get; init; }

    public required DateTimeOffset? NotBefore { get; init; }
}

[ObjectType("Automation")]
public sealed record AutomationView : ActorView
{
    public override EntityRef Ref => EntityRef.Of("Automation", Id);

    public required AutomationKind Kind { get; init; }
}

[ObjectType("Team")]
public sealed record TeamView : INode
{
    public static readonly Expression<Func<Team, TeamView>> From = Projections.To<Team, TeamView>();

    public EntityRef Ref => EntityRef.Of("Team", Id);

    public required long Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }
}
