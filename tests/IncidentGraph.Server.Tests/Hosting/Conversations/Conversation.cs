using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

/// <summary>One caller on one <see cref="Way"/>, with operations that have one answer, one after the other. Not thread-safe.</summary>
internal abstract class Conversation : IAsyncDisposable
{
    /// <summary>What the server answered, data or errors or both, out of whatever the way wraps it in.</summary>
    public abstract Task<JsonElement> Ask(string query, object? variables = null);

    /// <summary>The data of a query that must succeed.</summary>
    public async Task<JsonElement> Query(string query, object? variables = null)
    {
        var answer = await Ask(query, variables);
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        return answer.GetProperty("data");
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
