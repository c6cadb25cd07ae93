namespace IncidentGraph.Domain.People;

/// <summary>Who does something: a <see cref="User"/> or an <see cref="Automation"/>; both share one id space.</summary>
public abstract class Actor
{
    public required long Id { get; init; }

    public required string DisplayName { get; set; }

    public int Version { get; internal set; } = 1;
}
