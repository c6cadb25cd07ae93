using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.FollowUps;

/// <summary>A follow-up without its description, which <see cref="FollowUpTextLoader"/> reads when it is selected.</summary>
[ObjectType("FollowUp")]
public sealed record FollowUpView : INode
{
    public static readonly Expression<Func<FollowUp, FollowUpView>> From = Projections.To<FollowUp, FollowUpView>();

    public EntityRef Ref => EntityRef.Of("FollowUp", Id);

    public required long Id { get; init; }

    /// <summary>The incident's too.</summary>
    public required long PostmortemId { get; init; }

    public required string Title { get; init; }

    public required FollowUpStatus Status { get; init; }

    public required Grade Priority { get; init; }

    public required long? OwnerId { get; init; }

    public required DateTimeOffset? DueAt { get; init; }

    public required string? TicketUrl { get; init; }

    public required string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? DoneAt { get; init; }

    public required DateTimeOffset? VerifiedAt { get; init; }
}
