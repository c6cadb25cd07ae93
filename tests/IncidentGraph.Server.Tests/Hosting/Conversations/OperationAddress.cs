using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

/// <summary>An operation as a GET has it: in the address, with the hash of a document that is too long for it.</summary>
internal static class OperationAddress
{
    /// <summary>Kestrel takes no longer request line than 8 KiB.</summary>
    private const int Longest = 8000;

    public static bool Fits(string query, object? variables = null) => Of(query, variables).Length < Longest;

    public static string Of(string query, object? variables = null) => Address("query", query, variables);

    /// <summary>Asks by an address that fits. A hash that the server does not know is made known with a POST of the same caller's.</summary>
    public static async Task<JsonElement> AskAsync(GraphQLClient client, string query, object? variables, Func<string, Task<JsonElement>> getAsync)
    {
        if (Fits(query, variables))
            return await getAsync(Of(query, variables));
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query))) } };
        var byHash = Address("extensions", JsonSerializer.Serialize(extensions), variables);
        var answer = await getAsync(byHash);
        if (!IsUnknown(answer))
            return answer;
        await client.SendBody(JsonSerializer.Serialize(new { query, variables, extensions }));
        return await getAsync(byHash);
    }

    private static string Address(string name, string value, object? variables)
    {
        var address = $"/graphql?{name}={Uri.EscapeDataString(value)}";
        return variables is null ? address : $"{address}&variables={Uri.EscapeDataString(JsonSerializer.Serialize(variables))}";
    }

    private static bool IsUnknown(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors) && errors[0].GetProperty("extensions").Text("code") == "PERSISTED_QUERY_NOT_FOUND";
}
