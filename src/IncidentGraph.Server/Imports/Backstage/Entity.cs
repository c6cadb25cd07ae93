using IncidentGraph.Domain;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>An entity of a catalog, judged and storable.</summary>
/// <param name="Reference">What it is called.</param>
/// <param name="Title">As people read it.</param>
internal sealed record Entity(Reference Reference, string Title)
{
    public string? Description { get; init; }

    public ServiceLifecycle? Lifecycle { get; init; }

    public Reference? Owner { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Of a user.</summary>
    public string? Email { get; init; }
}
