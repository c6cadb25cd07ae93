using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Imports;

/// <summary>What one run of an import works with.</summary>
internal sealed class ImportSession(IDbContextFactory<IncidentDbContext> contexts, Commit commit, TimeProvider clock, TextWriter error, bool isRehearsal)
{
    public IDbContextFactory<IncidentDbContext> Contexts => contexts;

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
}
