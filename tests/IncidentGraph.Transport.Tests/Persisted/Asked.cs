using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Persisted;

/// <summary>What a server answered, by its status and its JSON.</summary>
public sealed record Asked(HttpStatusCode Status, JsonNode Json)
{
    public string? Code => (string?)Json["errors"]?[0]?["extensions"]?["code"];

    public string? Message => (string?)Json["errors"]?[0]?["message"];

    public string? Data => Json["data"]?.ToJsonString();

    public static async Task<Asked> PostAsync(ToyServer server, JsonNode body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { { "Accept", "application/graphql-response+json" } },
        };
        using var response = await server.Http.SendAsync(request);
        return new Asked(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>As Apollo's clients ask: with the hash, and with the document when they have to.</summary>
    public static JsonObject ByHash(string hash, string? query = null) => new()
    {
        ["query"] = query,
        ["extensions"] = new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = 1, ["sha256Hash"] = hash } },
    };

    public static JsonObject ById(string id, JsonObject? variables = null) => new() { ["documentId"] = id, ["variables"] = variables };
}
