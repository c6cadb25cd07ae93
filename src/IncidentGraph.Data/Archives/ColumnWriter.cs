using System.Data;
using System.Text.Json;
using System.Xml;
using IncidentGraph.Data.Mapping;

namespace IncidentGraph.Data.Archives;

/// <summary>One column on its way from the file to the database.</summary>
internal sealed class ColumnWriter(ArchiveColumn column, DatabaseProvider provider)
{
    private static readonly TimeToMilliseconds Milliseconds = new();

    public string Name => column.Name;

    public DbType Type => column.Kind switch
    {
        ColumnKind.Boolean => DbType.Boolean,
        ColumnKind.Integer or ColumnKind.Duration => DbType.Int64,
        ColumnKind.Uuid => DbType.Guid,
        ColumnKind.Time => IsTimeNumber ? DbType.Int64 : DbType.DateTimeOffset,
        ColumnKind.Bytes => DbType.Binary,
        _ => DbType.String,
    };

    private bool IsTimeNumber => provider == DatabaseProvider.Sqlite;

    /// <exception cref="FormatException">The value is not of this kind.</exception>
    public object Read(JsonElement value)
    {
        try
        {
            return column.Kind switch
            {
                ColumnKind.Boolean => value.GetBoolean(),
                ColumnKind.Integer => value.GetInt64(),
                ColumnKind.Uuid => value.GetGuid(),
                ColumnKind.Time => Time(value.GetDateTimeOffset().ToUniversalTime()),
                ColumnKind.Duration => (long)XmlConvert.ToTimeSpan(Text(value)).TotalMilliseconds,
                ColumnKind.Bytes => value.GetBytesFromBase64(),
                ColumnKind.Json => value.GetRawText(),
                _ => Text(value),
            };
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or OverflowException)
        {
            throw new FormatException($"\"{column.Name}\" is not of the kind {column.Kind.ToString().ToLowerInvariant()}.", error);
        }
    }

    private object Time(DateTimeOffset time) => IsTimeNumber ? Milliseconds.ConvertToProvider(time)! : time; // Null only for null.

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException();
}
