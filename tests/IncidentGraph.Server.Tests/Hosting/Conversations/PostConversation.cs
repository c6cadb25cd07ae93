using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

internal sealed class PostConversation(GraphQLClient client) : Conversation
{
    public override async Task<JsonElement> Ask(string query, object? variables = null) => (await client.Send(query, variables)).Body;
}
