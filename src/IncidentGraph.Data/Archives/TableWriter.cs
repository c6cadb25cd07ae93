using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncidentGraph.Data.Archives;

/// <summary>
/// One table on its way from the file to the database, several rows to a statement. Rows are put back as they were; nothing is
/// decided, so this goes around <see cref="Commits.Commit"/>.
/// </summary>
internal sealed class TableWriter : IDisposable
{
    /// <summary>SQL Server takes 2,100 parameters.</summary>
    private const int MostParameters = 1000;
    private const int MostRows = 100;

    private readonly DbTransaction _transaction;
    private readonly ISqlGenerationHelper _sql;
    private readonly string _table;
    private readonly ColumnWriter[] _columns;
    private readonly Dictionary<string, int> _ordinals;
    private readonly LateReferences _late;
    private readonly int _atOnce;
    private readonly List<object?[]> _rows = [];
    private readonly DbCommand _insert;
    private long _firstLine;

    public TableWriter(ArchiveTable archived, ITable table, DatabaseProvider provider, DbTransaction transaction, ISqlGenerationHelper sql)
    {
        _transaction = transaction;
        _sql = sql;
        _table = sql.DelimitIdentifier(table.Name);
        _columns = [.. archived.Columns.Select(column => new ColumnWriter(column, provider))];
        _ordinals = _columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        _late = new LateReferences(table, _ordinals);
        _atOnce = Math.Clamp(MostParameters / _columns.Length, 1, MostRows);
        _insert = InsertCommand(_atOnce);
    }

    public async Task AddAsync(JsonElement row, long line, CancellationToken ct)
    {
        if (_rows.Count == 0)
            _firstLine = line;
        _rows.Add(Read(row));
        if (_rows.Count == _atOnce)
            await FlushAsync(_insert, line, ct);
    }

    /// <summary>Writes the last rows, and what could only be said when all of them were there.</summary>
    public async Task EndAsync(long line, CancellationToken ct)
    {
        if (_rows.Count > 0)
        {
            await using var rest = InsertCommand(_rows.Count);
            await FlushAsync(rest, line, ct);
        }

        foreach (var reference in _late.Found)
            await UpdateAsync(reference, ct);
    }

    public void Dispose() => _insert.Dispose();

    /// <exception cref="FormatException">The row does not fit the table's columns.</exception>
    private object?[] Read(JsonElement row)
    {
        var values = new object?[_columns.Length];
        foreach (var value in row.EnumerateObject())
        {
            if (!_ordinals.TryGetValue(value.Name, out var i))
                throw new FormatException($"the header names no column \"{value.Name}\" of {_table}.");
            values[i] = _columns[i].Read(value.Value);
        }

        _late.TakeOut(values);
        return values;
    }

    private async Task FlushAsync(DbCommand insert, long lastLine, CancellationToken ct)
    {
        for (var i = 0; i < insert.Parameters.Count; i++)
            insert.Parameters[i].Value = _rows[i / _columns.Length][i % _columns.Length] ?? DBNull.Value;
        try
        {
            await insert.ExecuteNonQueryAsync(ct);
        }
        catch (DbException error)
        {
            throw new ArchiveException($"Lines {_firstLine} to {lastLine}: the database refused these rows: {error.Message}", error);
        }

        _rows.Clear();
    }

    private async Task UpdateAsync(LateReference reference, CancellationToken ct)
    {
        ColumnWriter[] columns = [_columns[reference.Column], _columns[reference.KeyColumn]];
        await using var update = Command(
            $"UPDATE {_table} SET {_sql.DelimitIdentifier(columns[0].Name)} = @p0 WHERE {_sql.DelimitIdentifier(columns[1].Name)} = @p1", columns);
        update.Parameters[0].Value = reference.Target;
        update.Parameters[1].Value = reference.Key;
        await update.ExecuteNonQueryAsync(ct);
    }

    private DbCommand InsertCommand(int rows)
    {
        var columns = string.Join(", ", _columns.Select(column => _sql.DelimitIdentifier(column.Name)));
        var values = Enumerable.Range(0, rows).Select(row =>
            $"({string.Join(", ", Enumerable.Range(row * _columns.Length, _columns.Length).Select(i => $"@p{i}"))})");
        return Command($"INSERT INTO {_table} ({columns}) VALUES {string.Join(", ", values)}", Enumerable.Repeat(_columns, rows).SelectMany(column => column));
    }

    private DbCommand Command(string text, IEnumerable<ColumnWriter> parameters)
    {
        var command = _transaction.Connection!.CreateCommand(); // It is open.
        command.Transaction = _transaction;
        command.CommandText = text;
        foreach (var (i, column) in parameters.Index())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.DbType = column.Type;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
