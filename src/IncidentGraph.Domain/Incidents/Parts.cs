namespace IncidentGraph.Domain.Incidents;

/// <summary>One interval in which an incident hurt a service at one level; open while <see cref="EndedAt"/> is null.</summary>
public sealed class ServiceImpact
{
    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required long ServiceId { get; init; }

    public required ImpactLevel Level { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    public string? Note { get; init; }
}

/// <summary>A role held by a person for a time; current while <see cref="EndedAt"/> is null.</summary>
public sealed class RoleAssignment
{
    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required IncidentRole Role { get; init; }

    public required long UserId { get; init; }

    public required long AssignedById { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }

    public DateTimeOffset? EndedAt { get; internal set; }

    public string? HandoverNote { get; internal set; }
}

/// <summary>Somebody who takes part, and so may see the incident while it is private.</summary>
public sealed class Participant
{
    public required long IncidentId { get; init; }

    public required long UserId { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>What was told, to whom it was written, and the status then. Immutable; a correction is a new update.</summary>
public sealed class IncidentUpdate
{
    public required Guid Id { get; init; }

    public required long IncidentId { get; init; }

    public required int Ordinal { get; init; }

    public required Audience Audience { get; init; }

    public required IncidentStatus Status { get; init; }

    public required string Body { get; init; }

    public required long AuthorId { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>The update of the same incident and audience that this one puts right.</summary>
    public Guid? CorrectsId { get; init; }
}

/// <summary>A way to reach those who work on the incident; lower priority number first.</summary>
public sealed record Channel(string Kind, string Name, string? Url, int Priority);
