using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>All that decides which actions a postmortem allows; plain facts, so that lists need not load aggregates.</summary>
public sealed record PostmortemStanding
{
    public required PostmortemStatus Status { get; init; }

    public required IncidentStatus IncidentStatus { get; init; }

    public required long? OwnerId { get; init; }

    /// <summary>The incident's.</summary>
    public required long? CommanderId { get; init; }

    public required long? SubmittedById { get; init; }

    public required bool HasTimeline { get; init; }

    public required bool HasCause { get; init; }

    public required bool HasSummary { get; init; }

    public required bool HasCustomerImpact { get; init; }

    public required bool HasRootCause { get; init; }

    public required bool HasLesson { get; init; }

    /// <summary>Follow-ups still to be done that nobody owns.</summary>
    public required int UnownedFollowUps { get; init; }

    /// <summary>Follow-ups neither VERIFIED nor WONT_DO.</summary>
    public required int UnfinishedFollowUps { get; init; }
}
