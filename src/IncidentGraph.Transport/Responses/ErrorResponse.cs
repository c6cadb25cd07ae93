using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentGraph.Transport.Responses;

/// <summary>Writes errors as the specification shapes them (GraphQL, "Errors"): <c>message</c>, <c>locations</c>, <c>path</c>, <c>extensions</c>.</summary>
internal static class ErrorResponse
{
    /// <summary>Answers are JSON, never HTML: only what JSON needs is escaped.</summary>
    public static JsonWriterOptions Style { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonSerializerOptions _values = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A response without a <c>data</c> entry.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<OperationError> errors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Style);
        json.WriteStartObject();
        json.WritePropertyName("errors"u8);
        WriteList(json, errors);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<OperationError> errors)
    {
        json.WriteStartArray();
        foreach (var error in errors)
            WriteError(json, error);
        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, OperationError error)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        WriteLocations(json, error.Locations);
        WritePath(json, error.Path);
        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, error.Code);
        foreach (var (name, value) in error.Extensions)
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value, _values);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter json, IReadOnlyList<OperationErrorLocation> locations)
    {
        if (locations.Count == 0)
            return;
        json.WriteStartArray("locations"u8);
        foreach (var (line, column) in locations)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, line);
            json.WriteNumber("column"u8, column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePath(Utf8JsonWriter json, IReadOnlyList<object> path)
    {
        if (path.Count == 0)
            return;
        json.WriteStartArray("path"u8);
        foreach (var step in path)
            JsonSerializer.Serialize(json, step, _values);
        json.WriteEndArray();
    }
}
