using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

/// <summary>What is known when an incident is declared.</summary>
public sealed record DeclareIncident
{
    public required string Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>OTHER when null.</summary>
    public IncidentType? Type { get; init; }

    /// <summary>MANUAL when null.</summary>
    public IncidentSource? Source { get; init; }

    /// <summary>When it began; when null, the time of detection.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When somebody or something noticed; when null, now.</summary>
    public DateTimeOffset? DetectedAt { get; init; }

    /// <summary>Start in TRIAGE instead of INVESTIGATING.</summary>
    public bool Triage { get; init; }

    /// <summary>When null, what the priority matrix suggests.</summary>
    public Severity? Severity { get; init; }

    public Grade? Impact { get; init; }

    public Grade? Urgency { get; init; }

    /// <summary>Affected services. Without a level: DEGRADED, the least that can be claimed.</summary>
    public IReadOnlyList<AffectedService> Services { get; init; } = [];

    public IReadOnlyList<string> Symptoms { get; init; } = [];

    public IReadOnlyList<string> ErrorMessages { get; init; } = [];

    public string? CustomerImpact { get; init; }

    public bool IsPrivate { get; init; }

    public bool IsTest { get; init; }

    public string? WarRoomUrl { get; init; }

    public IReadOnlyList<Channel> Channels { get; init; } = [];
}

/// <summary>
/// How a service is hurt. A null level ends the impact where one can end. The service is loaded with its owner, whose key
/// goes into the facts.
/// </summary>
public sealed record AffectedService(Service Service, ImpactLevel? Level, string? Note = null);
