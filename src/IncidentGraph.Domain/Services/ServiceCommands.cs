using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Services;

/// <summary>A new node of the graph. That the key is free is for the store to know.</summary>
public sealed record RegisterService
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>2 when null.</summary>
    public int? Tier { get; init; }

    /// <summary>PRODUCTION when null; a service is never registered as retired.</summary>
    public ServiceLifecycle? Lifecycle { get; init; }

    public bool IsExternal { get; init; }

    public Team? Owner { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Link> Links { get; init; } = [];
}

/// <summary>A partial change of a service.</summary>
public sealed record UpdateService
{
    public Change<string?> Name { get; init; }

    public Change<string?> Description { get; init; }

    public Change<int?> Tier { get; init; }

    public Change<ServiceLifecycle?> Lifecycle { get; init; }

    public Change<bool?> IsExternal { get; init; }

    public Change<Team?> Owner { get; init; }

    public Change<IReadOnlyList<string>?> Tags { get; init; }

    public Change<IReadOnlyList<Link>?> Links { get; init; }
}

/// <summary>A partial change of a dependency.</summary>
public sealed record UpdateDependency
{
    public Change<DependencyKind?> Kind { get; init; }

    public Change<bool?> Critical { get; init; }

    public Change<string?> Description { get; init; }
}

/// <summary>What still needs a service, counted by the store.</summary>
/// <param name="Dependents">Services in use that depend on it.</param>
/// <param name="OpenImpacts">Incidents that hurt it now.</param>
public sealed record ServiceUse(int Dependents, int OpenImpacts);
