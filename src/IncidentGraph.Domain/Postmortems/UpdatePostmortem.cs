using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>A partial change of a postmortem. Lists are replaced as wholes.</summary>
public sealed record UpdatePostmortem
{
    public Change<User?> Owner { get; init; }

    /// <summary>Null: as the severity's policy says.</summary>
    public Change<DateTimeOffset?> DueAt { get; init; }

    public Change<IReadOnlyList<User>?> Participants { get; init; }

    public Change<string?> Summary { get; init; }

    public Change<string?> CustomerImpact { get; init; }

    public Change<string?> RootCause { get; init; }

    public Change<IReadOnlyList<string>?> WhatWorked { get; init; }

    public Change<IReadOnlyList<string>?> WhatDidNotWork { get; init; }

    public Change<IReadOnlyList<string>?> WhereWeGotLucky { get; init; }

    public Change<IReadOnlyList<string>?> Lessons { get; init; }

    public Change<IReadOnlyList<FaultTreeEntry>?> FaultTree { get; init; }

    public Change<Meeting?> ReviewMeeting { get; init; }

    public Change<IReadOnlyList<ChosenEvent>?> Timeline { get; init; }
}

/// <summary>An event for a postmortem's timeline.</summary>
public sealed record ChosenEvent(DomainEvent Event, string? Annotation);
