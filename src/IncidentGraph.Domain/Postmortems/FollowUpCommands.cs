using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

public sealed record AddFollowUp
{
    public required string? Title { get; init; }

    public string? Description { get; init; }

    public Grade Priority { get; init; } = Grade.Medium;

    public User? Owner { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? TicketUrl { get; init; }
}

/// <summary>A partial change of a follow-up.</summary>
public sealed record UpdateFollowUp
{
    public Change<string?> Title { get; init; }

    public Change<string?> Description { get; init; }

    public Change<Grade?> Priority { get; init; }

    public Change<User?> Owner { get; init; }

    public Change<DateTimeOffset?> DueAt { get; init; }

    public Change<string?> TicketUrl { get; init; }
}
