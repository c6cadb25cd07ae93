using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Domain.Events;

/// <summary>
/// What subscription filters may ask about an incident, frozen. A new row is made only when a fact changes; events point
/// to the row before and the row after them, so live and replayed streams decide alike.
/// </summary>
public sealed class IncidentFacts
{
    private readonly List<ServiceFact> _services = [];

    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Number { get; init; }

    public required IncidentType Type { get; init; }

    public required IncidentStatus Status { get; init; }

    public required bool IsOpen { get; init; }

    public required bool IsTest { get; init; }

    public required bool IsPrivate { get; init; }

    public required IncidentSource Source { get; init; }

    public required int? SeverityLevel { get; init; }

    /// <summary>Every service ever affected, as it was when it was last named.</summary>
    public IReadOnlyList<ServiceFact> Services
    {
        get => _services;
        init => _services = [.. value];
    }
}

/// <summary>A service as a filter sees it.</summary>
public sealed class ServiceFact
{
    public required Guid FactsId { get; init; }

    public required long ServiceId { get; init; }

    public required string Key { get; init; }

    public required int Tier { get; init; }

    public required string? OwnerKey { get; init; }

    /// <summary>Not yet of any facts.</summary>
    public static ServiceFact Of(Service service)
        => new() { FactsId = Guid.Empty, ServiceId = service.Id, Key = service.Key, Tier = service.Tier, OwnerKey = service.Owner?.Key };
}
