using IncidentGraph.Data;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.People;

/// <summary>What ApiKeyFilterInput and ApiKeySortInput name, and the columns behind it.</summary>
internal static class ApiKeySearch
{
    public static readonly SortMap<ApiKey> Sorts = new SortMap<ApiKey>(k => k.Id, ("createdAt", true))
        .Key("name", k => k.Name)
        .Key("createdAt", k => k.CreatedAt);

    /// <param name="db">Knows who made the keys.</param>
    /// <param name="now">Decides, with it, which keys are active.</param>
    public static FilterMap<ApiKey> Filters(IncidentDbContext db, DateTimeOffset now) => new FilterMap<ApiKey>()
        .Id("id", k => k.Id, id => GlobalId.NumberOf("ApiKey", id) ?? KeyText.NoNumber)
        .Text("name", k => k.Name, k => EF.Property<string>(k, Derived.NameFolded))
        .Text("prefix", k => k.Prefix, k => k.Prefix)
        .Value("isActive", k => k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now)
            && !db.Users.Any(u => u.Id == k.CreatedById && !u.IsActive))
        .Value("createdAt", k => k.CreatedAt)
        .Value("expiresAt", k => k.ExpiresAt)
        .Value("revokedAt", k => k.RevokedAt)
        .Value("lastUsedAt", k => k.LastUsedAt);
}
