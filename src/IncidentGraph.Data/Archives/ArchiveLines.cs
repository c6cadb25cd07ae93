using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentGraph.Data.Archives;

/// <summary>
/// The first line: what made the file, and what follows. Tables come in this order, each with so many rows; every row is a line
/// <c>{"table":{"column":value}}</c> without the columns that are null.
/// </summary>
internal sealed record ArchiveHeader
{
    public const string FormatName = "incidentgraph-export";

    /// <summary>Raised when a program that knows only the present one could not read the file.</summary>
    public const int CurrentVersion = 1;

    public string Format { get; init; } = FormatName;

    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The version of the program that wrote it.</summary>
    public required string Product { get; init; }

    public required string Schema { get; init; }

    public required DateTime ExportedAt { get; init; }

    public required IReadOnlyList<ArchiveTable> Tables { get; init; }
}

internal sealed record ArchiveTable(string Name, long Rows, IReadOnlyList<ArchiveColumn> Columns);

internal sealed record ArchiveColumn(string Name, ColumnKind Kind);

/// <summary>The last line, <c>{"end":{…}}</c>. The sum is over all bytes before it.</summary>
internal sealed record ArchiveTrailer(long Rows, string Sha256);

internal static class ArchiveJson
{
    public const string End = "end";

    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}
