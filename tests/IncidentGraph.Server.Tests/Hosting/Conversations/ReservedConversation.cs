using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

/// <summary>One event stream for all operations (graphql-sse, "Single connection mode").</summary>
internal sealed class ReservedConversation : LiveConversation
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";

    private readonly HttpClient _http;
    private readonly string? _token;
    private readonly string _reservation;
    private readonly LiveEvents _stream;
    private readonly Dictionary<string, Queue<JsonElement?>> _kept = new(StringComparer.Ordinal);

    private ReservedConversation(HttpClient http, string? token, string reservation, LiveEvents stream) =>
        (_http, _token, _reservation, _stream) = (http, token, reservation, stream);

    public static async Task<ReservedConversation> OpenAsync(HttpClient http, string? token)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, "/graphql");
        put.Headers.Authorization = Bearer(token);
        using var reserved = await http.SendAsync(put);
        Assert.Equal(HttpStatusCode.Created, reserved.StatusCode);
        var reservation = await reserved.Content.ReadAsStringAsync();
        return new ReservedConversation(http, token, reservation, await LiveEvents.OpenAddress(http, $"/graphql?token={reservation}"));
    }

    /// <summary>What is refused at once is answered to the request that starts it, and not on the stream.</summary>
    public override async Task<Func<Task<JsonElement?>>> Follow(string query, object? variables = null)
    {
        var id = $"{_kept.Count + 1}";
        var responses = _kept[id] = new Queue<JsonElement?>();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        post.Headers.Authorization = Bearer(_token);
        post.Headers.Add(TokenHeader, _reservation);
        post.Content = JsonContent.Create(new { query, variables, extensions = new { operationId = id } });
        using var response = await _http.SendAsync(post);
        if (response.StatusCode == HttpStatusCode.Accepted)
            return () => NextAsync(id);
        responses.Enqueue(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
        return () => Task.FromResult(responses.TryDequeue(out var refusal) ? refusal : null);
    }

    public override async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<JsonElement?> NextAsync(string id)
    {
        while (_kept[id].Count == 0)
        {
            var (name, _, data) = await _stream.NextEvent() ?? throw new InvalidOperationException("The stream has ended.");
            var said = JsonDocument.Parse(data).RootElement;
            _kept[said.Text("id")].Enqueue(name == "next" ? said.GetProperty("payload") : null);
        }

        return _kept[id].Dequeue();
    }

    private static AuthenticationHeaderValue? Bearer(string? token) => token is null ? null : new AuthenticationHeaderValue("Bearer", token);
}
