using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

/// <summary>One that carries subscriptions too, several at a time.</summary>
internal abstract class LiveConversation : Conversation
{
    /// <summary>Starts an operation, and answers with the way to its next response; null is its end.</summary>
    public abstract Task<Func<Task<JsonElement?>>> Follow(string query, object? variables = null);

    public override async Task<JsonElement> Ask(string query, object? variables = null)
    {
        var next = await Follow(query, variables);
        return await next() ?? throw new InvalidOperationException("It has ended without an answer.");
    }
}
