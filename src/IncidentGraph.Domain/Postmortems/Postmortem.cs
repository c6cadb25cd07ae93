using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>
/// The review of an incident: what happened, why, and what is to become better. Blameless: it has causes and lessons, not
/// culprits. Its follow-ups are part of it and count in its version.
/// </summary>
public sealed partial class Postmortem
{
    private readonly List<PostmortemParticipant> _participants = [];
    private readonly List<PostmortemTimelineEntry> _timeline = [];
    private readonly List<FollowUp> _followUps = [];

    /// <summary>The incident's number: an incident has one postmortem at most.</summary>
    public required long Id { get; init; }

    public PostmortemStatus Status { get; private set; }

    /// <summary>Grows by one with each accepted command on it or on one of its follow-ups.</summary>
    public int Version { get; private set; } = 1;

    public long? OwnerId { get; private set; }

    public User? Owner { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Whether somebody set <see cref="DueAt"/>; otherwise it follows the severity's policy.</summary>
    public bool IsDueAtChosen { get; private set; }

    public string? Summary { get; private set; }

    public string? CustomerImpact { get; private set; }

    public string? RootCause { get; private set; }

    public IReadOnlyList<string> WhatWorked { get; private set; } = [];

    public IReadOnlyList<string> WhatDidNotWork { get; private set; } = [];

    public IReadOnlyList<string> WhereWeGotLucky { get; private set; } = [];

    public IReadOnlyList<string> Lessons { get; private set; } = [];

    /// <summary>Flat, parents first.</summary>
    public IReadOnlyList<FaultTreeEntry> FaultTree { get; private set; } = [];

    public DateTimeOffset? MeetingAt { get; private set; }

    public string? MeetingUrl { get; private set; }

    public Meeting? ReviewMeeting => MeetingAt is { } at ? new(at, MeetingUrl) : null;

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Who submitted what is in review; null in DRAFT.</summary>
    public long? SubmittedById { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public IReadOnlyList<PostmortemParticipant> Participants => _participants;

    /// <summary>Which of the incident's events it tells of; the log has their order.</summary>
    public IReadOnlyList<PostmortemTimelineEntry> Timeline => _timeline;

    public IReadOnlyList<FollowUp> FollowUps => _followUps;

    /// <summary>Counts the participants ever added, so that each has its place (<c>Ordinal</c>).</summary>
    public int PartCount { get; private set; }
}
