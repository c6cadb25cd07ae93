using IncidentGraph.Data.Imports;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>What was imported of a catalog before.</summary>
internal sealed class KnownReferences(ImportSession session, ImportSource source)
{
    /// <summary>Of those that are known, what was imported last.</summary>
    public async Task<Dictionary<Reference, string?>> AmongAsync(IReadOnlyCollection<Reference> references, CancellationToken ct)
    {
        var scopes = references.Select(r => r.Namespace).Distinct().ToList();
        var kinds = references.Select(r => r.Kind).Distinct().ToList();
        var names = references.Select(r => r.Name).Distinct().ToList();
        await using var db = await session.Contexts.CreateDbContextAsync(ct);
        var rows = await db.ExternalIds.AsNoTracking()
            .Where(e => e.Source == source && scopes.Contains(e.Scope) && kinds.Contains(e.Kind) && names.Contains(e.Id))
            .ToListAsync(ct);
        return rows.ToDictionary(e => new Reference(e.Kind, e.Scope, e.Id), e => e.Fingerprint);
    }
}
