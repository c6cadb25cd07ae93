using System.Net.Http.Headers;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

internal sealed class GetConversation(HttpClient http, string? token) : Conversation
{
    public override Task<JsonElement> Ask(string query, object? variables = null) =>
        OperationAddress.AskAsync(new GraphQLClient(http, token), query, variables, GetAsync);

    private async Task<JsonElement> GetAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
