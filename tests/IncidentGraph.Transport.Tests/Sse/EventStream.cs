using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Sse;

/// <summary>The lines of an event stream, as they come.</summary>
public sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public HttpResponseMessage Response => response;

    public static async Task<EventStream> SendAsync(ToyServer server, HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (request.Headers.Accept.Count == 0)
            request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public Task<string?> ReadLineAsync() => reader.ReadLineAsync().WaitAsync(Patience);

    public Task<string> ReadToEndAsync() => reader.ReadToEndAsync().WaitAsync(Patience);

    public async Task<string> ReadIdAsync()
    {
        while (true)
        {
            var line = await ReadLineAsync() ?? throw new EndOfStreamException();
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                return line[4..];
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
