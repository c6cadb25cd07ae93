using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Data.Events;

/// <summary>
/// Payloads as JSON that names its own record, so that a row can be read without its other columns. A change of a record
/// that old rows cannot follow raises <see cref="SchemaVersion"/> and is read by version.
/// </summary>
public static class PayloadJson
{
    /// <summary>Stored beside each payload.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameRecords } },
    };

    public static string Write(EventPayload payload) => JsonSerializer.Serialize(payload, Options);

    public static EventPayload Read(string json) =>
        JsonSerializer.Deserialize<EventPayload>(json, Options)
        ?? throw new JsonException("A payload is an object that names its record.");

    private static void NameRecords(JsonTypeInfo info)
    {
        if (!info.Type.IsAssignableTo(typeof(EventPayload)))
            return;

        foreach (var property in info.Properties.Where(p => p.PropertyType == typeof(EventType)).ToList())
            info.Properties.Remove(property);
        if (info.Type == typeof(EventPayload))
            info.PolymorphismOptions = Records();
    }

    private static JsonPolymorphismOptions Records()
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "record" };
        var records = typeof(EventPayload).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(EventPayload)));
        foreach (var record in records)
            options.DerivedTypes.Add(new JsonDerivedType(record, record.Name));
        return options;
    }
}
