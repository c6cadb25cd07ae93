using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>Somebody who takes part in the review.</summary>
public sealed class PostmortemParticipant
{
    public required long PostmortemId { get; init; }

    public required long UserId { get; init; }

    public required int Ordinal { get; init; }

    public required User User { get; init; }
}

/// <summary>An event of the incident that the postmortem tells of, with what there is to say about it.</summary>
public sealed class PostmortemTimelineEntry
{
    public required long PostmortemId { get; init; }

    /// <summary>Of the event, in the log.</summary>
    public required long Position { get; init; }

    public string? Annotation { get; internal set; }
}
