namespace IncidentGraph.Domain.Services;

/// <summary>An edge of the graph: <see cref="ServiceId"/> needs <see cref="DependsOnId"/>. At most one per pair.</summary>
public sealed class Dependency
{
    public required Guid Id { get; init; }

    public required long ServiceId { get; init; }

    public required long DependsOnId { get; init; }

    public DependencyKind Kind { get; internal set; }

    /// <summary>Whether the service cannot work without it; decides how far a status passes on.</summary>
    public bool Critical { get; internal set; }

    public string? Description { get; internal set; }
}
