namespace IncidentGraph.Domain.People;

public sealed class TeamMember
{
    public required long TeamId { get; init; }

    public required long UserId { get; init; }
}
