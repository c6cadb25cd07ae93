using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Search;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Search;

/// <summary>
/// Writes the documents of objects that have none: those of a database from before there was a search, or whose documents
/// a migration deleted because words are cut in another way now.
/// </summary>
public sealed class SearchFill(Commit commit)
{
    /// <summary>So many at a time, so that no commit waits long.</summary>
    public const int AtOnce = 200;

    public async Task FillAsync(CancellationToken ct)
    {
        await FillAsync<Incident>((db, after) => Incidents(db).Where(i => i.Id > after).OrderBy(i => i.Id), i => i.Id, ct);
        await FillAsync<Service>((db, after) => Services(db).Where(s => s.Id > after).OrderBy(s => s.Id), s => s.Id, ct);
        await FillAsync<Postmortem>((db, after) => Postmortems(db).Where(p => p.Id > after).OrderBy(p => p.Id), p => p.Id, ct);
        await FillAsync<IncidentUpdate>((db, after) => Updates(db).Where(u => u.IncidentId >= after).OrderBy(u => u.IncidentId).ThenBy(u => u.Ordinal), u => u.IncidentId, ct);
    }

    private static IQueryable<Incident> Incidents(IncidentDbContext db) =>
        db.Incidents.Where(i => !db.SearchDocuments.Any(d => d.Id == (i.Id * SearchDocument.OwnerStep) + (long)SearchType.Incident));

    private static IQueryable<Service> Services(IncidentDbContext db) => db.Services.Include(s => s.Tags)
        .Where(s => !db.SearchDocuments.Any(d => d.Id == (s.Id * SearchDocument.OwnerStep) + (long)SearchType.Service));

    private static IQueryable<Postmortem> Postmortems(IncidentDbContext db) =>
        db.Postmortems.Where(p => !db.SearchDocuments.Any(d => d.Id == (p.Id * SearchDocument.OwnerStep) + (long)SearchType.Postmortem));

    private static IQueryable<IncidentUpdate> Updates(IncidentDbContext db) => db.Updates.Where(u => !db.SearchDocuments.Any(
        d => d.Id == (u.IncidentId * SearchDocument.OwnerStep) + (u.Ordinal * SearchDocument.PartStep) + (long)SearchType.IncidentUpdate));

    /// <param name="lacking">Objects without document from a place on, in order; the place is where the last ones ended.</param>
    /// <param name="place">An object's place.</param>
    /// <param name="ct">Stops between two batches.</param>
    private async Task FillAsync<T>(Func<IncidentDbContext, long, IQueryable<T>> lacking, Func<T, long> place, CancellationToken ct)
        where T : class
    {
        var last = default(T);
        do
        {
            var after = last is null ? long.MinValue : place(last);
            await commit.RunAsync(
                new Command
                {
                    By = Caller.System,
                    Decide = async (work, token) =>
                    {
                        var found = await lacking(work.Db, after).Take(AtOnce).ToListAsync(token);
                        work.Db.AddRange(found.Select(SearchDocument.Of).OfType<SearchDocument>());
                        last = found.Count == AtOnce ? found[^1] : null;
                        return Decision.Accepted();
                    },
                },
                ct);
        }
        while (last is not null);
    }
}
