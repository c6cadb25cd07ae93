namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>A component as the page names it.</summary>
internal sealed record PageComponent(string Id, string Name)
{
    public string? Description { get; init; }

    /// <summary>The id of the group that it is shown in.</summary>
    public string? GroupId { get; init; }

    public bool IsGroup { get; init; }
}

/// <summary>An incident as the page tells it; nothing is judged yet.</summary>
internal sealed record PageIncident(string Id)
{
    public string? Name { get; init; }

    /// <summary>Lower case, as all words of the page.</summary>
    public string? Status { get; init; }

    public string? Impact { get; init; }

    public string? PageId { get; init; }

    public string? Address { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public bool IsScheduled { get; init; }

    public IReadOnlyList<PageComponent> Components { get; init; } = [];

    /// <summary>In the page's order, which is not always that of time.</summary>
    public IReadOnlyList<PageUpdate> Updates { get; init; } = [];
}

/// <param name="Id">Null where the page gives none.</param>
/// <param name="Status">What the incident became with it.</param>
/// <param name="Body">As the page shows it: may hold HTML.</param>
/// <param name="At">When it is shown to have been posted; it may have been written later.</param>
/// <param name="Components">What it says of components.</param>
internal sealed record PageUpdate(string? Id, string? Status, string? Body, DateTimeOffset? At, IReadOnlyList<PageComponentStatus> Components);

/// <param name="Component">Which one.</param>
/// <param name="Status">What it became.</param>
internal sealed record PageComponentStatus(PageComponent Component, string? Status);
