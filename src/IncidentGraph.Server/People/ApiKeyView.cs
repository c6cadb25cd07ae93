using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.People;

/// <summary>An API key as admins see it: without the hash, which nobody needs to see.</summary>
[ObjectType("ApiKey")]
public sealed record ApiKeyView : INode
{
    // By hand: a mapper would take the list of scopes apart, which is one column.
    public static readonly Expression<Func<ApiKey, ApiKeyView>> From = key => new ApiKeyView
    {
        Id = key.Id,
        Name = key.Name,
        Description = key.Description,
        Prefix = key.Prefix,
        Scopes = key.Scopes,
        CreatedAt = key.CreatedAt,
        CreatedById = key.CreatedById,
        ExpiresAt = key.ExpiresAt,
        RevokedAt = key.RevokedAt,
        RevokedById = key.RevokedById,
        LastUsedAt = key.LastUsedAt,
    };

    public EntityRef Ref => EntityRef.Of("ApiKey", Id);

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required string Prefix { get; init; }

    public required IReadOnlyList<ApiKeyScope> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required long CreatedById { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required long? RevokedById { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }
}
