using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

public sealed record StartPostmortem
{
    /// <summary>Null: the incident's commander, or else who starts it.</summary>
    public User? Owner { get; init; }

    /// <summary>Null: as the severity's policy says.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Those who take part from the beginning.</summary>
    public IReadOnlyList<User> Participants { get; init; } = [];
}
