using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Services;

/// <summary>A node of the service graph, with the dependencies that leave it.</summary>
public sealed partial class Service
{
    private readonly List<Dependency> _dependencies = [];
    private readonly List<ServiceTag> _tags = [];

    public required long Id { get; init; }

    /// <summary>The human key: unique, lower case [a-z0-9-].</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    public string? Description { get; private set; }

    /// <summary>0 (most important) to 4.</summary>
    public int Tier { get; private set; } = 2;

    public ServiceLifecycle Lifecycle { get; private set; } = ServiceLifecycle.Production;

    public bool IsExternal { get; private set; }

    /// <summary>The owning team.</summary>
    public long? OwnerId { get; private set; }

    public Team? Owner { get; private set; }

    public IReadOnlyList<ServiceTag> Tags => _tags;

    public IReadOnlyList<Link> Links { get; private set; } = [];

    public int Version { get; private set; } = 1;

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    public IReadOnlyList<Dependency> Dependencies => _dependencies;
}
