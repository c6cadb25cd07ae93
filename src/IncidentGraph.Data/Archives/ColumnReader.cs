using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Data.Archives;

/// <summary>One column on its way from the database to the file.</summary>
internal sealed class ColumnReader
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly Action<DbDataReader, int, Utf8JsonWriter> _write;

    public ColumnReader(IColumn column)
    {
        Name = column.Name;
        var property = column.PropertyMappings[0].Property;
        Kind = KindOf(property);
        _write = WriterOf(Kind, property);
    }

    public string Name { get; }

    public ColumnKind Kind { get; }

    public void Copy(DbDataReader row, int ordinal, Utf8JsonWriter json)
    {
        if (row.IsDBNull(ordinal))
            return;

        json.WritePropertyName(Name);
        _write(row, ordinal, json);
    }

    /// <exception cref="NotSupportedException">Nobody has said yet how a file tells values of this type.</exception>
    private static ColumnKind KindOf(IProperty property)
    {
        var type = Unwrap(property.ClrType);
        var isText = StoredAs(property) == typeof(string);
        return type switch
        {
            _ when type == typeof(bool) => ColumnKind.Boolean,
            _ when type == typeof(int) || type == typeof(long) => ColumnKind.Integer,
            _ when type == typeof(Guid) => ColumnKind.Uuid,
            _ when type == typeof(DateTimeOffset) => ColumnKind.Time,
            _ when type == typeof(TimeSpan) => ColumnKind.Duration,
            _ when type == typeof(byte[]) => ColumnKind.Bytes,
            _ when isText => type.IsEnum || type == typeof(string) ? ColumnKind.Text : ColumnKind.Json,
            _ => throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is a {type.Name}: say how an export writes it."),
        };
    }

    private static Action<DbDataReader, int, Utf8JsonWriter> WriterOf(ColumnKind kind, IProperty property) => kind switch
    {
        ColumnKind.Boolean => (row, i, json) => json.WriteBooleanValue(row.GetBoolean(i)),
        ColumnKind.Integer when StoredAs(property) == typeof(int) => (row, i, json) => json.WriteNumberValue(row.GetInt32(i)),
        ColumnKind.Integer => (row, i, json) => json.WriteNumberValue(row.GetInt64(i)),
        ColumnKind.Uuid => (row, i, json) => json.WriteStringValue(row.GetGuid(i)),
        ColumnKind.Time when StoredAs(property) == typeof(long) => (row, i, json) => Write(json, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(i))),
        ColumnKind.Time => (row, i, json) => Write(json, row.GetFieldValue<DateTimeOffset>(i)),
        ColumnKind.Duration => (row, i, json) => json.WriteStringValue(XmlConvert.ToString(TimeSpan.FromMilliseconds(row.GetInt64(i)))),
        ColumnKind.Bytes => (row, i, json) => json.WriteBase64StringValue(row.GetFieldValue<byte[]>(i)),
        ColumnKind.Json => (row, i, json) => CopyJson(row.GetString(i), json),
        _ => (row, i, json) => json.WriteStringValue(row.GetString(i)),
    };

    private static void Write(Utf8JsonWriter json, DateTimeOffset time) =>
        json.WriteStringValue(time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));

    /// <summary>Read and written anew: somebody may have put line breaks into it by hand.</summary>
    private static void CopyJson(string text, Utf8JsonWriter json)
    {
        using var value = JsonDocument.Parse(text);
        value.RootElement.WriteTo(json);
    }

    private static Type StoredAs(IProperty property) => Unwrap(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

    private static Type Unwrap(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
