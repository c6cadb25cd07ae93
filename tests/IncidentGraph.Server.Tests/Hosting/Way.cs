using IncidentGraph.Server.Tests.Hosting.Conversations;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>A way for an operation to reach the server. Each of them has to judge it alike.</summary>
public enum Way
{
    Post,
    Batch,
    Get,
    EventStream,
    EventSource,
    ReservedEventStream,
    Socket,
}

internal static class Ways
{
    public static IReadOnlyList<Way> All { get; } = Enum.GetValues<Way>();

    /// <summary>Those that may change something: no GET may.</summary>
    public static IReadOnlyList<Way> OfMutations { get; } = [Way.Post, Way.Batch, Way.EventStream, Way.ReservedEventStream, Way.Socket];

    /// <summary>Those that carry more than one response.</summary>
    public static IReadOnlyList<Way> OfSubscriptions { get; } = [Way.EventStream, Way.EventSource, Way.ReservedEventStream, Way.Socket];

    /// <summary>The ways that a document of this length can take as it is.</summary>
    public static IEnumerable<Way> For(string document) =>
        All.Where(way => way is not (Way.Get or Way.EventSource) || OperationAddress.Fits(document));

    public static async Task<Conversation> OpenAsync(this Way way, HttpClient http, string? token) => way switch
    {
        Way.Post => new PostConversation(new GraphQLClient(http, token)),
        Way.Batch => new BatchConversation(new GraphQLClient(http, token)),
        Way.Get => new GetConversation(http, token),
        _ => await way.OpenLiveAsync(http, token),
    };

    public static Task<Conversation> OpenAsync(this Way way, TestServer server, string? token) => way.OpenAsync(server.Http, token);

    public static Task<LiveConversation> OpenLiveAsync(this Way way, TestServer server, string? token) => way.OpenLiveAsync(server.Http, token);

    /// <summary>By one of <see cref="OfSubscriptions"/>.</summary>
    public static async Task<LiveConversation> OpenLiveAsync(this Way way, HttpClient http, string? token) => way switch
    {
        Way.EventStream => new EventStreamConversation(http, token),
        Way.EventSource => new EventSourceConversation(http, token),
        Way.ReservedEventStream => await ReservedConversation.OpenAsync(http, token),
        Way.Socket => new SocketConversation(await LiveSocket.Open(http.BaseAddress!, token)), // every server gives one to its client
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "It carries no subscriptions."),
    };

    /// <summary>Sends an operation that must be refused, and answers with the code.</summary>
    public static async Task<string?> RefusalAsync(this Way way, HttpClient http, string? token, string query, object? variables = null)
    {
        await using var conversation = await way.OpenAsync(http, token);
        var answer = await conversation.Ask(query, variables);
        Assert.False(answer.TryGetProperty("data", out _), answer.ToString());
        return answer.GetProperty("errors")[0].GetProperty("extensions").Text("code");
    }
}
