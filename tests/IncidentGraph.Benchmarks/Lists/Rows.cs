using System.Globalization;
using IncidentGraph.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Benchmarks.Lists;

/// <summary>Makes many rows of few by one statement, so that they are as valid as what they are copies of.</summary>
internal static class Rows
{
    /// <param name="db">Where.</param>
    /// <param name="table">Of which entity.</param>
    /// <param name="copies">How many of each row.</param>
    /// <param name="value">For each column what stands there in the copy, an expression of the row <c>t</c> and the copy's number <c>k</c>, from 1.</param>
    /// <param name="from">What else is joined.</param>
    public static async Task CopyAsync(this IncidentDbContext db, Type table, int copies, Func<IProperty, string> value, string from = "")
    {
        var type = db.Model.FindEntityType(table) ?? throw new InvalidOperationException($"{table} is not mapped.");
        var columns = type.GetProperties().ToList();
        var statement = string.Create(
            CultureInfo.InvariantCulture,
            $"""
             WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < {copies})
             INSERT INTO {type.GetTableName()} ({string.Join(", ", columns.Select(c => c.GetColumnName()))})
             SELECT {string.Join(", ", columns.Select(value))} FROM {type.GetTableName()} t CROSS JOIN copies {from}
             """);
        await db.Database.ExecuteSqlRawAsync(statement);
    }

    public static string Column(this IProperty column) => "t." + column.GetColumnName();
}
