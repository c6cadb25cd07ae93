using System.Text.Json;
using IncidentGraph.Transport.Persisted;

namespace IncidentGraph.Transport.Requests;

/// <summary>
/// Reads the parameters of a request from JSON, the same for a POST body and the payload of <c>subscribe</c>
/// (GraphQL over HTTP, "Request Parameters"). Unknown members are ignored; null is absent.
/// </summary>
internal static class RequestShape
{
    /// <summary>The request, or what is wrong with it.</summary>
    public static (OperationRequest? Request, string? Problem) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return (null, "A request is a JSON object.");
        var shape = new Reader(json);
        var request = new OperationRequest(
            shape.Text("query"),
            shape.Text("operationName"),
            shape.Map("variables"),
            shape.Map("extensions"),
            shape.Text("documentId"));
        return shape.Problem is null ? Judge(request) : (null, shape.Problem);
    }

    /// <summary>What holds for a request from wherever it was read.</summary>
    public static (OperationRequest? Request, string? Problem) Judge(OperationRequest request) =>
        request is { Query: null, DocumentId: null } && !PersistedQuery.IsIn(request.Extensions)
            ? (null, "The parameter 'query' is missing.")
            : (request, null);

    private sealed class Reader(JsonElement json)
    {
        public string? Problem { get; private set; }

        public string? Text(string name) => Member(name, JsonValueKind.String, "a string")?.GetString();

        public JsonElement? Map(string name) => Member(name, JsonValueKind.Object, "an object");

        private JsonElement? Member(string name, JsonValueKind kind, string article)
        {
            if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                return null;
            if (value.ValueKind == kind)
                return value;
            Problem ??= $"The parameter '{name}' must be {article}.";
            return null;
        }
    }
}
