using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Data.Archives;

/// <summary>Tells whether this program can read a file, from its first line.</summary>
internal static class ArchiveHeaders
{
    public static ArchiveHeader Read(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object || Text(line, "format") != ArchiveHeader.FormatName)
            throw new ArchiveException("Line 1: this is no export of IncidentGraph.");

        var product = Text(line, "product") ?? "?";
        if (!line.TryGetProperty("formatVersion", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number < 1)
            throw new ArchiveException("Line 1: the version of the format is missing.");
        if (number > ArchiveHeader.CurrentVersion)
            throw new ArchiveException($"Line 1: the file has format {number}, and this program reads up to {ArchiveHeader.CurrentVersion}. Restore it with version {product} of IncidentGraph, or a newer one.");

        var header = Deserialize(line);
        if (!SchemaVersions.All.Contains(header.Schema))
            throw new ArchiveException($"Line 1: the file has the schema \"{header.Schema}\" of version {product}, which is not known here. Restore it with that version of IncidentGraph, or a newer one.");

        return header;
    }

    /// <summary>The file's tables beside those of the database, in the file's order.</summary>
    /// <exception cref="ArchiveException">They differ: the file is not what it says.</exception>
    public static IReadOnlyList<(ArchiveTable Archived, ITable Table)> Match(ArchiveHeader header, IRelationalModel model)
    {
        var known = model.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        var expected = ArchiveTables.InOrder(model).SelectMany(table => table.Columns).Select(Name);
        var found = header.Tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).ToList();
        if (expected.Except(found, StringComparer.Ordinal).FirstOrDefault() is { } missing)
            throw new ArchiveException($"Line 1: the column {missing} of the schema \"{header.Schema}\" is missing. The file was changed.");
        if (found.Except(known.Values.SelectMany(table => table.Columns).Select(Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new ArchiveException($"Line 1: the schema \"{header.Schema}\" has no column {unknown}. The file was changed.");
        if (found.Count != found.Distinct(StringComparer.Ordinal).Count())
            throw new ArchiveException("Line 1: a table or column is named twice. The file was changed.");

        return [.. header.Tables.Select(table => (table, known[table.Name]))];
    }

    private static string Name(IColumn column) => $"{column.Table.Name}.{column.Name}";

    private static ArchiveHeader Deserialize(JsonElement line)
    {
        try
        {
            return line.Deserialize<ArchiveHeader>(ArchiveJson.Options) ?? throw new JsonException("The header is empty.");
        }
        catch (JsonException error)
        {
            throw new ArchiveException($"Line 1: the header cannot be read: {error.Message}", error);
        }
    }

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
