using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Incidents;

/// <summary>
/// The aggregate that moves through the workflow. Its parts (impacts, roles, participants) are loaded with it; updates
/// are only ever appended, so a command sees just the new ones.
/// </summary>
public sealed partial class Incident
{
    private readonly List<ServiceImpact> _impacts = [];
    private readonly List<RoleAssignment> _roles = [];
    private readonly List<Participant> _participants = [];
    private readonly List<IncidentUpdate> _updates = [];

    /// <summary>The human number, counted from 1 without gaps; also the creation order that breaks ties.</summary>
    public required long Id { get; init; }

    public int Number => (int)Id;

    public required string Title { get; set; }

    public string? Summary { get; private set; }

    public IncidentType Type { get; private set; }

    public IncidentSource Source { get; private set; }

    public IncidentStatus Status { get; private set; }

    public bool IsOpen { get; private set; }

    public bool IsPrivate { get; private set; }

    public bool IsTest { get; private set; }

    /// <summary>Grows by one with each accepted command.</summary>
    public int Version { get; private set; } = 1;

    public int? SeverityLevel { get; private set; }

    public Grade? Impact { get; private set; }

    public Grade? Urgency { get; private set; }

    public IReadOnlyList<string> Symptoms { get; private set; } = [];

    public IReadOnlyList<string> ErrorMessages { get; private set; } = [];

    public string? CustomerImpact { get; private set; }

    public string? WarRoomUrl { get; private set; }

    public IReadOnlyList<Channel> Channels { get; private set; } = [];

    public required long ReporterId { get; init; }

    /// <summary>The present commander, also found in <see cref="Roles"/>; null when there is none.</summary>
    public long? CommanderId { get; private set; }

    public long? MergedIntoId { get; private set; }

    public DateTimeOffset OccurredAt { get; private set; }

    public DateTimeOffset DetectedAt { get; private set; }

    public required DateTimeOffset DeclaredAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? DeclinedAt { get; private set; }

    public DateTimeOffset? IdentifiedAt { get; private set; }

    public DateTimeOffset? MitigatedAt { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DateTimeOffset? MergedAt { get; private set; }

    public DateTimeOffset? CanceledAt { get; private set; }

    public DateTimeOffset? ReopenedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public IReadOnlyList<ServiceImpact> Impacts => _impacts;

    public IReadOnlyList<RoleAssignment> Roles => _roles;

    public IReadOnlyList<Participant> Participants => _participants;

    public IReadOnlyList<IncidentUpdate> Updates => _updates;

    /// <summary>Counts the parts ever added, so that each has its place in the incident (<c>Ordinal</c>).</summary>
    public int PartCount { get; private set; }

    /// <summary>The facts as the last event left them; null only while it is being declared.</summary>
    public IncidentFacts? Facts { get; private set; }

    public Guid? FactsId { get; private set; }
}
