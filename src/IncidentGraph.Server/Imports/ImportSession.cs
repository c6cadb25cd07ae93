using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Imports;
using IncidentGraph.Server.Imports.Backstage;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports;

/// <summary>What one run of an import works with.</summary>
internal sealed class ImportSession(IDbContextFactory<IncidentDbContext> contexts, Commit commit, TimeProvider clock, TextWriter error, bool isRehearsal)
{
    public TimeProvider Clock => clock;

    public bool IsRehearsal => isRehearsal;

    public ImportReport Report { get; } = new();

    public ImportProgress Progress { get; } = new(error, clock);

    public ImportWriter Writer => field ??= new(commit, Report, Progress, isRehearsal, clock);

    /// <summary>Of those that are known, what was imported last.</summary>
    public async Task<Dictionary<string, string?>> FingerprintsAsync(Origin origin, string kind, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ExternalIds.AsNoTracking()
            .Where(e => e.Source == origin.Source && e.Scope == origin.Scope && e.Kind == kind && ids.Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, e => e.Fingerprint, StringComparer.Ordinal, ct);
    }

    /// <summary>Of those that are known, what was imported last.</summary>
    public async Task<Dictionary<Reference, string?>> KnownAsync(ImportSource source, IReadOnlyCollection<Reference> references, CancellationToken ct)
    {
        var scopes = references.Select(r => r.Namespace).Distinct().ToList();
        var kinds = references.Select(r => r.Kind).Distinct().ToList();
        var names = references.Select(r => r.Name).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ExternalIds.AsNoTracking()
            .Where(e => e.Source == source && scopes.Contains(e.Scope) && kinds.Contains(e.Kind) && names.Contains(e.Id))
            .ToListAsync(ct);
        return rows.ToDictionary(e => new Reference(e.Kind, e.Scope, e.Id), e => e.Fingerprint);
    }
}
