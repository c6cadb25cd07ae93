using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Data.Archives;

/// <summary>Which tables a file holds: all that are mapped, but for those named here.</summary>
internal static class ArchiveTables
{
    /// <summary>What stays in its database, and why.</summary>
    public static IReadOnlyDictionary<string, string> Excluded { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["idempotency"] = "Answers to requests that may be repeated for a day; their cursors are of the old log.",
        ["stream_tickets"] = "Secrets of streams that are open now, and only here.",
        ["log_identity"] = "The key that seals cursors never leaves; a restore makes another, and a new epoch.",
    };

    /// <summary>Each after those that it refers to.</summary>
    public static IReadOnlyList<ITable> InOrder(IRelationalModel model)
    {
        var pending = model.Tables.Where(table => !Excluded.ContainsKey(table.Name)).OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>(pending.Count);
        while (pending.Count > 0)
        {
            var next = pending.Find(table => !RefersTo(table, pending))
                ?? throw new InvalidOperationException($"These tables refer to each other in a circle: {string.Join(", ", pending.Select(table => table.Name))}.");
            pending.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static bool RefersTo(ITable table, List<ITable> others) =>
        table.ForeignKeyConstraints.Any(key => key.PrincipalTable != table && others.Contains(key.PrincipalTable));
}
