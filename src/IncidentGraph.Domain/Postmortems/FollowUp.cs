using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>Something to do so that it does not happen again. A part of its postmortem, which carries out every command on it.</summary>
public sealed class FollowUp
{
    /// <summary>Counted from 1 over all postmortems; also the creation order that breaks ties.</summary>
    public required long Id { get; init; }

    /// <summary>The incident's number too.</summary>
    public required long PostmortemId { get; init; }

    public required string Title { get; set; }

    public string? Description { get; internal set; }

    public FollowUpStatus Status { get; internal set; }

    public Grade Priority { get; internal set; }

    public long? OwnerId { get; internal set; }

    public User? Owner { get; internal set; }

    public DateTimeOffset? DueAt { get; internal set; }

    public string? TicketUrl { get; internal set; }

    /// <summary>Why it is not done; set by dropping it.</summary>
    public string? Reason { get; internal set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DoneAt { get; internal set; }

    public DateTimeOffset? VerifiedAt { get; internal set; }

    public bool IsFinished => FollowUpLifecycle.IsFinished(Status);

    /// <summary>Work that is late; what is done, verified or dropped is not.</summary>
    public static bool IsOverdue(FollowUpStatus status, DateTimeOffset? dueAt, DateTimeOffset now)
        => status is FollowUpStatus.Open or FollowUpStatus.InProgress && dueAt < now;
}
