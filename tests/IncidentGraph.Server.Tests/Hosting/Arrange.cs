using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>What tests put on the stage, through the API like anybody else. Names are unique to each call.</summary>
public static class Arrange
{
    private static int _next;

    /// <summary>A key that no other test uses.</summary>
    public static string Unique(string prefix) => $"{prefix}-{Interlocked.Increment(ref _next)}";

    public static string Text(this JsonElement json, string field) => json.GetProperty(field).GetString()!;

    public static int Int(this JsonElement json, string field) => json.GetProperty(field).GetInt32();

    public static bool IsNull(this JsonElement json, string field) => json.GetProperty(field).ValueKind == JsonValueKind.Null;

    /// <summary>Declares an incident by a responder's hand; INVESTIGATING at Sev-2 unless the fields say otherwise.</summary>
    public static async Task<Declared> Declare(this GraphQLClient client, object? fields = null)
    {
        var input = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["title"] = Unique("Incident"),
            ["symptoms"] = new[] { "It does not answer" },
            ["severityId"] = "2",
        };
        foreach (var (name, value) in Fields(fields))
            input[name] = value;
        var payload = await client.Mutate("declareIncident", input, "incident { id number version status }");
        var incident = payload["incident"];
        return new Declared(incident.Text("id"), incident.Int("number"), incident.Int("version"), payload.Cursor!);
    }

    /// <summary>Registers a service as an admin.</summary>
    public static async Task<(string Id, string Key)> Register(this GraphQLClient admin, object? fields = null)
    {
        var key = Unique("service");
        var input = new Dictionary<string, object?>(StringComparer.Ordinal) { ["key"] = key, ["name"] = $"Service {key}" };
        foreach (var (name, value) in Fields(fields))
            input[name] = value;
        var service = (await admin.Mutate("registerService", input, "service { id key }"))["service"];
        return (service.Text("id"), service.Text("key"));
    }

    /// <summary>Lets the person of this client come into being, and answers their id.</summary>
    public static async Task<string> Join(this GraphQLClient client) =>
        (await client.Query("{ viewer { user { id } } }")).GetProperty("viewer").GetProperty("user").Text("id");

    private static IEnumerable<(string Name, object? Value)> Fields(object? fields) =>
        fields?.GetType().GetProperties().Select(p => (p.Name, p.GetValue(fields))) ?? [];
}

/// <summary>An incident that a test declared.</summary>
public sealed record Declared(string Id, int Number, int Version, string Cursor)
{
    public string Key => Number.ToString();
}
