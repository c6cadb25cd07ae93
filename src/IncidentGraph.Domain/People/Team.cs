namespace IncidentGraph.Domain.People;

public sealed partial class Team
{
    private readonly List<TeamMember> _members = [];

    public required long Id { get; init; }

    /// <summary>The human key: unique, lower case [a-z0-9-].</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    public int Version { get; private set; } = 1;

    public IReadOnlyList<TeamMember> Members => _members;
}
