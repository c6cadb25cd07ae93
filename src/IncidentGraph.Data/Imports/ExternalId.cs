using IncidentGraph.Domain;

namespace IncidentGraph.Data.Imports;

/// <summary>
/// Which object stands for something elsewhere: written in the commit that makes the object, so that importing again finds
/// it. Several may stand for one object, as when a catalog and a status page name the same service.
/// </summary>
public sealed class ExternalId
{
    public const int MaxScope = 100;
    public const int MaxId = 200;

    public required ImportSource Source { get; init; }

    /// <summary>Where ids are unique: a page, or a namespace.</summary>
    public required string Scope { get; init; }

    /// <summary>What it is there, in the source's own words.</summary>
    public required string Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>What it is here. An update of an incident points to the incident.</summary>
    public required string ObjectType { get; init; }

    public required long ObjectId { get; init; }

    /// <summary>SHA-256 of what was imported last; null when something of it is still missing. As long as the source says the same, local changes stay.</summary>
    public string? Fingerprint { get; set; }

    public EntityRef Object => EntityRef.Of(ObjectType, ObjectId);
}
