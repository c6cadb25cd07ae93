namespace IncidentGraph.Domain.Incidents;

/// <summary>A partial change of an incident's description.</summary>
public sealed record UpdateIncident
{
    public Change<string?> Title { get; init; }

    public Change<string?> Summary { get; init; }

    public Change<IncidentType?> Type { get; init; }

    public Change<Grade?> Impact { get; init; }

    public Change<Grade?> Urgency { get; init; }

    public Change<IReadOnlyList<string>?> Symptoms { get; init; }

    public Change<IReadOnlyList<string>?> ErrorMessages { get; init; }

    public Change<string?> CustomerImpact { get; init; }

    public Change<string?> WarRoomUrl { get; init; }

    public Change<IReadOnlyList<Channel>?> Channels { get; init; }
}
