using System.Data.Common;
using System.Globalization;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentGraph.Data.Archives;

/// <summary>The database that a file is restored into: as a first start leaves it, with one of its schemas. Its connection is open.</summary>
internal sealed class RestoreTarget(IncidentDbContext db, IRelationalModel model, DbTransaction? transaction)
{
    /// <summary>What a first start fills, all of it by the system; the column names whose doing a row is, where that could be another's.</summary>
    private static readonly Dictionary<string, string?> Fresh = new(StringComparer.Ordinal)
    {
        ["log_head"] = null,
        ["counters"] = null,
        ["severities"] = null,
        ["actors"] = "id",
        ["events"] = "actor_id",
    };

    private readonly ISqlGenerationHelper _sql = db.GetService<ISqlGenerationHelper>();

    /// <exception cref="ArchiveException">Something would be lost, or get between.</exception>
    public async Task EnsureFreshAsync(CancellationToken ct)
    {
        foreach (var table in ArchiveTables.InOrder(model).Select(table => table.Name))
        {
            if (await CountForeignAsync(table, ct) is > 0 and var rows)
                throw new ArchiveException($"The database is in use: {rows} rows in \"{table}\". Restore into a new database.");
        }
    }

    /// <summary>Waits for whoever is at it already, until the end of the transaction.</summary>
    public Task LockAsync(CancellationToken ct) => ExecuteAsync("UPDATE log_head SET position = position", ct);

    public async Task ClearAsync(CancellationToken ct)
    {
        var excluded = model.Tables.Where(table => ArchiveTables.Excluded.ContainsKey(table.Name));
        foreach (var table in ArchiveTables.InOrder(model).Reverse().Concat(excluded))
            await ExecuteAsync($"DELETE FROM {Name(table.Name)}", ct);
    }

    private Task<long> CountForeignAsync(string table, CancellationToken ct)
    {
        if (!Fresh.TryGetValue(table, out var by))
            return CountAsync(Name(table), ct);
        return by is null ? Task.FromResult(0L) : CountAsync($"{Name(table)} WHERE {Name(by)} <> {Automation.SystemId}", ct);
    }

    private async Task<long> CountAsync(string what, CancellationToken ct)
    {
        await using var command = Command($"SELECT COUNT(*) FROM {what}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    private async Task ExecuteAsync(string text, CancellationToken ct)
    {
        await using var command = Command(text);
        await command.ExecuteNonQueryAsync(ct);
    }

    private string Name(string identifier) => _sql.DelimitIdentifier(identifier);

    private DbCommand Command(string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        return command;
    }
}
