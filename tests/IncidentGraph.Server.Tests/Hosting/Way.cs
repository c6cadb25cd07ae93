using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>A way for an operation to reach the server. Each of them has to judge it alike.</summary>
public enum Way
{
    Post,
    Get,
    EventStream,
    ReservedEventStream,
    Socket,
}

/// <summary>Sends an operation that must be refused, and answers with the code.</summary>
internal static class Ways
{
    /// <summary>Kestrel takes no longer request line than 8 KiB.</summary>
    private const int LongestAddress = 8000;

    /// <summary>The ways that a document of this length can take.</summary>
    public static IEnumerable<Way> For(string document) =>
        Enum.GetValues<Way>().Where(way => way != Way.Get || Uri.EscapeDataString(document).Length < LongestAddress);

    public static Task<string?> RefusalAsync(this Way way, TestServer server, string? token, string query, object? variables = null) => way switch
    {
        Way.Post => PostAsync(server, token, query, variables),
        Way.Get => GetAsync(server, token, query, variables),
        Way.EventStream => StreamAsync(server, token, query, variables),
        Way.ReservedEventStream => ReserveAsync(server, token, query, variables),
        Way.Socket => SubscribeAsync(server, token, query, variables),
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };

    private static async Task<string?> PostAsync(TestServer server, string? token, string query, object? variables) =>
        (await new GraphQLClient(server.Http, token).Send(query, variables)).RefusalCode;

    private static async Task<string?> GetAsync(TestServer server, string? token, string query, object? variables)
    {
        var address = $"/graphql?query={Uri.EscapeDataString(query)}";
        if (variables is not null)
            address += $"&variables={Uri.EscapeDataString(JsonSerializer.Serialize(variables))}";
        using var request = Request(HttpMethod.Get, address, token);
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        return await CodeAsync(server, request);
    }

    private static async Task<string?> StreamAsync(TestServer server, string? token, string query, object? variables)
    {
        await using var stream = await LiveEvents.Open(server.Http, token, query, variables);
        var (name, _, data) = await stream.NextEvent() ?? throw new InvalidOperationException("The stream has ended.");
        Assert.Equal("next", name);
        return Code(JsonDocument.Parse(data).RootElement);
    }

    private static async Task<string?> ReserveAsync(TestServer server, string? token, string query, object? variables)
    {
        using var put = Request(HttpMethod.Put, "/graphql", token);
        using var reserved = await server.Http.SendAsync(put);
        using var post = Request(HttpMethod.Post, "/graphql", token);
        post.Headers.Add("X-GraphQL-Event-Stream-Token", await reserved.Content.ReadAsStringAsync());
        post.Content = JsonContent.Create(new { query, variables, extensions = new { operationId = "1" } });
        return await CodeAsync(server, post);
    }

    private static async Task<string?> SubscribeAsync(TestServer server, string? token, string query, object? variables)
    {
        await using var socket = await LiveSocket.Open(server.Address, token);
        return await (await socket.Subscribe(query, variables)).ErrorCode();
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, string? token) => new(method, address)
    {
        Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };

    private static async Task<string?> CodeAsync(TestServer server, HttpRequestMessage request)
    {
        using var response = await server.Http.SendAsync(request);
        return Code(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static string? Code(JsonElement answer)
    {
        Assert.False(answer.TryGetProperty("data", out _), answer.ToString());
        return answer.GetProperty("errors")[0].GetProperty("extensions").Text("code");
    }
}
