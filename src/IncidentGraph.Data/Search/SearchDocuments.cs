using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IncidentGraph.Data.Search;

/// <summary>The one place where search documents follow the objects that they stand for.</summary>
internal static class SearchDocuments
{
    /// <summary>Columns that make up the documents; other changes leave them as they are.</summary>
    private static readonly Dictionary<Type, string[]> Texts = new()
    {
        [typeof(Incident)] =
        [
            nameof(Incident.Title), nameof(Incident.Summary), nameof(Incident.CustomerImpact), nameof(Incident.Symptoms), nameof(Incident.ErrorMessages),
        ],
        [typeof(Service)] = [nameof(Service.Name), nameof(Service.Description)],
        [typeof(Postmortem)] =
        [
            nameof(Postmortem.Summary), nameof(Postmortem.RootCause), nameof(Postmortem.CustomerImpact), nameof(Postmortem.WhatWorked),
            nameof(Postmortem.WhatDidNotWork), nameof(Postmortem.WhereWeGotLucky), nameof(Postmortem.Lessons), nameof(Postmortem.FaultTree),
        ],
        [typeof(IncidentUpdate)] = [nameof(IncidentUpdate.Body)],
    };

    /// <summary>Adds and changes the documents of what is about to be saved, so that both are stored or neither is.</summary>
    public static async Task FollowAsync(IncidentDbContext db, CancellationToken ct)
    {
        var entries = db.ChangeTracker.Entries().ToList();
        foreach (var entry in entries.Where(entry => entry.State == EntityState.Added))
        {
            if (SearchDocument.Of(entry.Entity) is { } document)
                db.Add(document);
        }

        var rewritten = Rewritten(entries).Select(SearchDocument.Of).OfType<SearchDocument>().ToDictionary(document => document.Id);
        if (rewritten.Count > 0)
            await RewriteAsync(db, rewritten, ct);
    }

    private static HashSet<object> Rewritten(List<EntityEntry> entries)
    {
        var rewritten = entries
            .Where(entry => entry.State == EntityState.Modified && Texts.TryGetValue(entry.Metadata.ClrType, out var texts) && Array.Exists(texts, text => entry.Property(text).IsModified))
            .Select(entry => entry.Entity).ToHashSet();
        var retagged = entries.Where(entry => entry.State is EntityState.Added or EntityState.Deleted)
            .Select(entry => entry.Entity).OfType<ServiceTag>().Select(tag => tag.ServiceId).ToHashSet();
        rewritten.UnionWith(entries.Where(entry => entry.State != EntityState.Added).Select(entry => entry.Entity).OfType<Service>().Where(service => retagged.Contains(service.Id)));
        return rewritten;
    }

    /// <summary>What an older version of the program wrote may have no document yet.</summary>
    private static async Task RewriteAsync(IncidentDbContext db, Dictionary<long, SearchDocument> rewritten, CancellationToken ct)
    {
        var ids = rewritten.Keys.ToList();
        var stored = await db.SearchDocuments.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        foreach (var (id, document) in rewritten)
        {
            if (stored.TryGetValue(id, out var old))
                db.Entry(old).CurrentValues.SetValues(document);
            else
                db.Add(document);
        }
    }
}
