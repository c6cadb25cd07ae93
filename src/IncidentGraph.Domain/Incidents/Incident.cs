using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Incidents;

/// <summary>
/// The aggregate that moves through the workflow. Impacts, roles and participants are loaded with it. Of the other parts a
/// command sees those that it names and the new ones: the rest is only ever appended to, and counted here.
/// </summary>
public sealed partial class Incident
{
    private readonly List<ServiceImpact> _impacts = [];
    private readonly List<RoleAssignment> _roles = [];
    private readonly List<Participant> _participants = [];
    private readonly List<IncidentUpdate> _updates = [];
    private readonly List<IncidentTask> _tasks = [];
    private readonly List<ContributingFactor> _factors = [];
    private readonly List<Why> _whys = [];
    private readonly List<IncidentRelation> _relations = [];

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

    public IReadOnlyList<IncidentTask> Tasks => _tasks;

    public IReadOnlyList<ContributingFactor> Factors => _factors;

    public IReadOnlyList<Why> Whys => _whys;

    /// <summary>Those that are stored with this incident; others may be stored with the incidents they lead to.</summary>
    public IReadOnlyList<IncidentRelation> Relations => _relations;

    /// <summary>Counts the parts ever added, so that each has its place in the incident (<c>Ordinal</c>).</summary>
    public int PartCount { get; private set; }

    public int TaskCount { get; private set; }

    /// <summary>Required tasks that are neither done nor waived: they are in the way of its resolution.</summary>
    public int OpenRequiredTasks { get; private set; }

    public int FactorCount { get; private set; }

    public int WhyCount { get; private set; }

    /// <summary>The facts as the last event left them; null only while it is being declared.</summary>
    public IncidentFacts? Facts { get; private set; }

    public Guid? FactsId { get; private set; }
}
