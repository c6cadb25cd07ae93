using System.Linq.Expressions;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Mapping;

namespace IncidentGraph.Server.Incidents;

/// <summary>The long texts of an incident.</summary>
public sealed record IncidentText
{
    public static readonly Expression<Func<Incident, IncidentText>> From = Projections.To<Incident, IncidentText>();

    public required long Id { get; init; }

    public required string? Summary { get; init; }

    public required IReadOnlyList<string> Symptoms { get; init; }

    public required IReadOnlyList<string> ErrorMessages { get; init; }

    public required string? CustomerImpact { get; init; }

    public required string? WarRoomUrl { get; init; }

    public required IReadOnlyList<Channel> Channels { get; init; }
}
