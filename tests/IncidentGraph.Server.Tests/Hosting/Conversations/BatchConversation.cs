using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

/// <summary>Each operation is the second of a list, behind one that anybody may ask.</summary>
internal sealed class BatchConversation(GraphQLClient client) : Conversation
{
    public override async Task<JsonElement> Ask(string query, object? variables = null)
    {
        var answers = (await client.SendBody(JsonSerializer.Serialize(new object[] { new { query = "{ __typename }" }, new { query, variables } }))).Body;
        Assert.Equal(2, answers.GetArrayLength());
        Assert.Equal("Query", answers[0].GetProperty("data").Text("__typename"));
        return answers[1];
    }
}
