using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Incidents;

/// <summary>An incident without its long texts, which <see cref="IncidentTextLoader"/> reads when they are selected.</summary>
[ObjectType("Incident")]
public sealed record IncidentView : INode
{
    public static readonly Expression<Func<Incident, IncidentView>> From = Projections.To<Incident, IncidentView>();

    public EntityRef Ref => EntityRef.Of("Incident", Id);

    public int Number => (int)Id;

    public required long Id { get; init; }

    public required string Title { get; init; }

    public required IncidentType Type { get; init; }

    public required IncidentSource Source { get; init; }

    public required IncidentStatus Status { get; init; }

    public required bool IsOpen { get; init; }

    public required bool IsPrivate { get; init; }

    public required bool IsTest { get; init; }

    public required int Version { get; init; }

    public required int? SeverityLevel { get; init; }

    public required Grade? Impact { get; init; }

    public required Grade? Urgency { get; init; }

    public required long ReporterId { get; init; }

    public required long? CommanderId { get; init; }

    public required long? MergedIntoId { get; init; }

    public required PostmortemStatus? PostmortemStatus { get; init; }

    public required int UnownedFollowUps { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset DetectedAt { get; init; }

    public required DateTimeOffset DeclaredAt { get; init; }

    public required DateTimeOffset? AcknowledgedAt { get; init; }

    public required DateTimeOffset? AcceptedAt { get; init; }

    public required DateTimeOffset? DeclinedAt { get; init; }

    public required DateTimeOffset? IdentifiedAt { get; init; }

    public required DateTimeOffset? MitigatedAt { get; init; }

    public required DateTimeOffset? ResolvedAt { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }

    public required DateTimeOffset? MergedAt { get; init; }

    public required DateTimeOffset? CanceledAt { get; init; }

    public required DateTimeOffset? ReopenedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
