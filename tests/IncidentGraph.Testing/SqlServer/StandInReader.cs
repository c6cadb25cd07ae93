using System.Collections;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>Rows as SqlClient gives them: a column's number is read as what it was declared, or not at all.</summary>
internal sealed class StandInReader : DbDataReader
{
    private readonly StandInConnection _connection;
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _rows;

    public StandInReader(StandInConnection connection, SqliteCommand command, SqliteDataReader rows)
    {
        _connection = connection;
        _command = command;
        _rows = rows;
        connection.Reading = this;
    }

    public override int Depth => _rows.Depth;

    public override int FieldCount => _rows.FieldCount;

    public override bool HasRows => _rows.HasRows;

    public override bool IsClosed => _rows.IsClosed;

    public override int RecordsAffected => _rows.RecordsAffected;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool GetBoolean(int ordinal) => Declared(ordinal, "bit").GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => Declared(ordinal, "tinyint").GetByte(ordinal);

    public override short GetInt16(int ordinal) => Declared(ordinal, "smallint").GetInt16(ordinal);

    public override int GetInt32(int ordinal) => Declared(ordinal, "int").GetInt32(ordinal);

    public override long GetInt64(int ordinal) => Declared(ordinal, "bigint").GetInt64(ordinal);

    public override double GetDouble(int ordinal) => Declared(ordinal, "float").GetDouble(ordinal);

    public override float GetFloat(int ordinal) => Declared(ordinal, "real").GetFloat(ordinal);

    public override decimal GetDecimal(int ordinal) => Declared(ordinal, "decimal").GetDecimal(ordinal);

    public override Guid GetGuid(int ordinal) => Declared(ordinal, "uniqueidentifier").GetGuid(ordinal);

    public override string GetString(int ordinal) => Declared(ordinal, "nvarchar").GetString(ordinal);

    public override DateTime GetDateTime(int ordinal) => Declared(ordinal, "datetime2").GetDateTime(ordinal);

    public override T GetFieldValue<T>(int ordinal) => default(T) switch
    {
        DateTimeOffset => Declared(ordinal, "datetimeoffset").GetFieldValue<T>(ordinal),
        Guid => Declared(ordinal, "uniqueidentifier").GetFieldValue<T>(ordinal),
        int => Declared(ordinal, "int").GetFieldValue<T>(ordinal),
        long => Declared(ordinal, "bigint").GetFieldValue<T>(ordinal),
        bool => Declared(ordinal, "bit").GetFieldValue<T>(ordinal),
        _ => _rows.GetFieldValue<T>(ordinal),
    };

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        _rows.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => _rows.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        _rows.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override string GetDataTypeName(int ordinal) => _rows.GetDataTypeName(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override Type GetFieldType(int ordinal) => _rows.GetFieldType(ordinal);

    public override string GetName(int ordinal) => _rows.GetName(ordinal);

    public override int GetOrdinal(string name) => _rows.GetOrdinal(name);

    public override object GetValue(int ordinal) => _rows.GetValue(ordinal);

    public override int GetValues(object[] values) => _rows.GetValues(values);

    public override bool IsDBNull(int ordinal) => _rows.IsDBNull(ordinal);

    public override bool NextResult() => _rows.NextResult();

    public override bool Read() => _rows.Read();

    public override void Close()
    {
        if (_connection.Reading == this)
            _connection.Reading = null;
        _rows.Dispose();
        _command.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    /// <summary>What is computed has no declaration, and is not checked.</summary>
    private SqliteDataReader Declared(int ordinal, string type)
    {
        var declared = SqliteTranslation.IsDeclared(_rows.GetDataTypeName(ordinal)) ? _rows.GetDataTypeName(ordinal) : type;
        return declared == type ? _rows : throw new InvalidCastException($"{GetName(ordinal)} is {declared}, and was read as {type}: {_command.CommandText}");
    }
}
