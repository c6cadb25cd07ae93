using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mapping;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Postmortems;

/// <summary>A postmortem without its long texts, which <see cref="PostmortemTextLoader"/> reads when they are selected.</summary>
[ObjectType("Postmortem")]
public sealed record PostmortemView : INode
{
    public static readonly Expression<Func<Postmortem, PostmortemView>> From = Projections.To<Postmortem, PostmortemView>();

    public EntityRef Ref => EntityRef.Of("Postmortem", Id);

    public required long Id { get; init; }

    public required PostmortemStatus Status { get; init; }

    public required int Version { get; init; }

    public required long? OwnerId { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset? MeetingAt { get; init; }

    public required string? MeetingUrl { get; init; }

    public Meeting? ReviewMeeting => MeetingAt is { } at ? new(at, MeetingUrl) : null;

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? SubmittedAt { get; init; }

    public required DateTimeOffset? ApprovedAt { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>The long texts of a postmortem.</summary>
public sealed record PostmortemText
{
    public static readonly Expression<Func<Postmortem, PostmortemText>> From = Projections.To<Postmortem, PostmortemText>();

    public required long Id { get; init; }

    public required string? Summary { get; init; }

    public required string? CustomerImpact { get; init; }

    public required string? RootCause { get; init; }

    public required IReadOnlyList<string> WhatWorked { get; init; }

    public required IReadOnlyList<string> WhatDidNotWork { get; init; }

    public required IReadOnlyList<string> WhereWeGotLucky { get; init; }

    public required IReadOnlyList<string> Lessons { get; init; }

    public required IReadOnlyList<FaultTreeEntry> FaultTree { get; init; }
}
