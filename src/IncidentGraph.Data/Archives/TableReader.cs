using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentGraph.Data.Archives;

/// <summary>One table on its way from the database to the file, row by row.</summary>
internal sealed class TableReader(ITable table, ISqlGenerationHelper sql)
{
    private readonly List<ColumnReader> _columns = [.. InOrder(table).Select(column => new ColumnReader(column))];

    public string Name => table.Name;

    public async Task<ArchiveTable> DescribeAsync(DbTransaction snapshot, CancellationToken ct)
    {
        await using var command = Command(snapshot, $"SELECT COUNT(*) FROM {sql.DelimitIdentifier(Name)}");
        var rows = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        return new(Name, rows, [.. _columns.Select(column => new ArchiveColumn(column.Name, column.Kind))]);
    }

    /// <summary>In the order of the key, so that the same rows always make the same file.</summary>
    public async Task CopyAsync(DbTransaction snapshot, ArchiveWriter file, CancellationToken ct)
    {
        var columns = _columns.Select(column => sql.DelimitIdentifier(column.Name));
        var key = table.PrimaryKey!.Columns.Select(column => sql.DelimitIdentifier(column.Name)); // Every table has one.
        await using var command = Command(
            snapshot, $"SELECT {string.Join(", ", columns)} FROM {sql.DelimitIdentifier(Name)} ORDER BY {string.Join(", ", key)}");
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            await CopyRowAsync(rows, file, ct);
    }

    private Task CopyRowAsync(DbDataReader row, ArchiveWriter file, CancellationToken ct) => file.WriteLineAsync(
        json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(Name);
            for (var i = 0; i < _columns.Count; i++)
                _columns[i].Copy(row, i, json);
            json.WriteEndObject();
            json.WriteEndObject();
        },
        ct);

    /// <summary>A big table takes its time to count and to read.</summary>
    private static DbCommand Command(DbTransaction snapshot, string text)
    {
        var command = snapshot.Connection!.CreateCommand(); // It is open.
        command.Transaction = snapshot;
        command.CommandText = text;
        command.CommandTimeout = 0;
        return command;
    }

    private static IEnumerable<IColumn> InOrder(ITable table)
    {
        var key = table.PrimaryKey!.Columns; // Every table has one.
        return [.. key, .. table.Columns.Except(key)];
    }
}
