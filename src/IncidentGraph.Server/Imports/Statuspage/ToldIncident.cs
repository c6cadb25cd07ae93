using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>An incident as history will tell it: everything is judged, in the order of time, and can be stored.</summary>
internal sealed record ToldIncident(string Id, string Title)
{
    public required string? Summary { get; init; }

    /// <summary>Null when the page gives no impact that is known.</summary>
    public required int? SeverityLevel { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>The services hurt, and how much when it began; null where an update says so later.</summary>
    public required IReadOnlyList<ToldLevel> Services { get; init; }

    public required IReadOnlyList<ToldUpdate> Updates { get; init; }

    /// <summary>When it was over at the latest; null while it is not.</summary>
    public required DateTimeOffset? EndedAt { get; init; }
}

/// <param name="Id">The page's, or one made from what it says.</param>
/// <param name="At">When it was said.</param>
/// <param name="Status">What the incident became with it; null when it only says something.</param>
/// <param name="Body">Null when nothing was said.</param>
/// <param name="Levels">What it says of services.</param>
internal sealed record ToldUpdate(string Id, DateTimeOffset At, IncidentStatus? Status, string? Body, IReadOnlyList<ToldLevel> Levels);

/// <param name="Component">Whose service.</param>
/// <param name="Level">How it is hurt; null when it is not, or not yet.</param>
internal sealed record ToldLevel(PageComponent Component, ImpactLevel? Level);
