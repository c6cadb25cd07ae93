using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>One subscription over server-sent events.</summary>
public sealed class LiveEvents : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private LiveEvents(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _lines = new StreamReader(stream);
    }

    public static async Task<LiveEvents> Open(HttpClient http, string? token, string query, object? variables = null, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Open(http, request, lastEventId);
    }

    /// <summary>As a browser's <c>EventSource</c> does: the address is all that it can say, and the last id when it comes back.</summary>
    public static async Task<LiveEvents> OpenAddress(HttpClient http, string address, string? lastEventId = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Open(http, request, lastEventId);
    }

    /// <summary>The id that the stream begins with, before its first event.</summary>
    public async Task<string> StartId()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                return line["id: ".Length..];
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    /// <summary>The root field of the next event, which must hold data.</summary>
    public async Task<(string? Id, JsonElement Change)> Next()
    {
        var (name, id, data) = await NextEvent() ?? throw new InvalidOperationException("The stream has ended.");
        Assert.Equal("next", name);
        var payload = JsonDocument.Parse(data).RootElement;
        Assert.True(payload.TryGetProperty("data", out var answer), data);
        return (id, answer.EnumerateObject().Single().Value);
    }

    /// <summary>The next response, with data or errors; null when the operation is complete.</summary>
    public async Task<JsonElement?> NextResponse()
    {
        var (name, _, data) = await NextEvent() ?? throw new InvalidOperationException("The stream has ended.");
        return name == "next" ? JsonDocument.Parse(data).RootElement : null;
    }

    /// <summary>Null at the end of the stream.</summary>
    public async Task<(string? Name, string? Id, string Data)?> NextEvent()
    {
        using var patience = new CancellationTokenSource(Patience);
        (string? name, string? id, string? data) = (null, null, null);
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0 && name is not null)
                return (name, id, data ?? "");
            var (field, value) = line.Split(':', 2) is [var f, var v] ? (f, v.TrimStart(' ')) : (line, "");
            (name, id, data) = field switch
            {
                "event" => (value, id, data),
                "id" => (name, value, data),
                "data" => (name, id, data is null ? value : $"{data}\n{value}"),
                _ => (name, id, data),
            };
        }

        return null;
    }

    private static async Task<LiveEvents> Open(HttpClient http, HttpRequestMessage request, string? lastEventId)
    {
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new LiveEvents(response, await response.Content.ReadAsStreamAsync());
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
