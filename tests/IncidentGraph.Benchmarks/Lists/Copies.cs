using System.Globalization;
using IncidentGraph.Data;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Benchmarks.Lists;

/// <summary>Turns the incidents of a database into many more, each older than what it is a copy of, by statements that copy rows.</summary>
internal sealed class Copies(IncidentDbContext db, int originals, int copies)
{
    private static readonly Type[] _tables = [typeof(IncidentFacts), typeof(ServiceFact), typeof(Incident), typeof(ServiceImpact), typeof(IncidentUpdate)];

    private readonly bool _isSqlite = db.Database.IsSqlite();

    public async Task MakeAsync()
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var table in _tables)
            await db.CopyAsync(table, copies, column => Copied(table, column));
        await transaction.CommitAsync();
        if (!_isSqlite)
            await db.Database.ExecuteSqlRawAsync("ANALYZE"); // which PostgreSQL does by itself, but later
    }

    private string Copied(Type table, IProperty property)
    {
        var column = property.Column();
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return (table.Name, property.Name) switch
        {
            (nameof(Incident), nameof(Incident.Id)) or (_, nameof(IncidentFacts.IncidentId)) or (_, nameof(IncidentFacts.Number)) =>
                $"{column} + k * {Text(originals)}",
            (nameof(Incident), nameof(Incident.Title) or "TitleFolded") => $"{column} || ' ' || k",
            (_, "ResolvedSort") => $"CASE WHEN t.resolved_at IS NULL THEN {column} ELSE {Earlier(column)} END",
            _ when type == typeof(Guid) => Another(column),
            _ when type == typeof(DateTimeOffset) => Earlier(column),
            _ => column,
        };
    }

    /// <summary>Each copy an hour before the one before it.</summary>
    private string Earlier(string column) => _isSqlite ? $"{column} - k * 3600000" : $"{column} - k * interval '1 hour'";

    /// <summary>What follows the first eight digits is random.</summary>
    private string Another(string column) =>
        _isSqlite ? $"printf('%08X', k) || substr({column}, 9)" : $"(lpad(to_hex(k), 8, '0') || substr({column}::text, 9))::uuid";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
