using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Severities;

[ObjectType("Severity")]
public sealed record SeverityView : INode
{
    public static readonly Expression<Func<Severity, SeverityView>> From = Projections.To<Severity, SeverityView>();

    public EntityRef Ref => EntityRef.Of("Severity", Level);

    public required int Level { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int Version { get; init; }

    public required TimeSpan? AcknowledgeWithin { get; init; }

    public required TimeSpan? UpdateEvery { get; init; }

    public required TimeSpan? MitigateWithin { get; init; }

    public required TimeSpan? ResolveWithin { get; init; }

    public required TimeSpan? PostmortemWithin { get; init; }

    public required IReadOnlyList<IncidentRole> RequiredRoles { get; init; }

    public required bool RequiresPostmortem { get; init; }

    public required ResolverRule ResolvedBy { get; init; }
}
