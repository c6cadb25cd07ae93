using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IncidentGraph.Transport.Sse;

/// <summary>
/// Puts the protocol's bytes on a response, one write at a time. The operation and the keep-alive write; each waits for the client to
/// take the bytes, so a slow one slows its own stream only. A client that takes none in time is cut off.
/// </summary>
internal sealed class SseConnection(HttpContext http, GraphQLTransportOptions options, TimeProvider time) : IOperationSink, IDisposable
{
    // The time to send is one without progress: a big event is written in parts.
    private const int PartBytes = 32 * 1024;

    private readonly SseProtocol _protocol = new(http.Features.Get<IEventIds>());
    private readonly SemaphoreSlim _writer = new(1, 1);

    public string Transport => TransportTelemetry.Sse;

    public async Task OpenAsync(CancellationToken ct)
    {
        var response = http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-store";
        // nginx would hold events back otherwise.
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await WriteAsync(_ => SseProtocol.Open(options.Retry), ct);
    }

    public ValueTask AnswerAsync(ReadOnlyMemory<byte> json, CancellationToken ct) =>
        WriteAsync(protocol => (byte[])[.. protocol.Next(new StreamItem(json)).Span, .. protocol.Complete().Span], ct);

    /// <summary>For those only whose ids have a form of their own: a browser. Other clients may take a block without an event for a broken event.</summary>
    public ValueTask StartAsync(string cursor, CancellationToken ct) =>
        http.Features.Get<IEventIds>() is null ? ValueTask.CompletedTask : WriteAsync(protocol => protocol.Start(cursor), ct);

    public ValueTask NextAsync(StreamItem item, CancellationToken ct) => WriteAsync(protocol => protocol.Next(item), ct);

    public ValueTask RefuseAsync(OperationOutcome.Refused refused, CancellationToken ct) => WriteAsync(protocol => protocol.Refuse(refused), ct);

    /// <summary>What others than one operation have to say; nothing is said when there are no bytes.</summary>
    public ValueTask SayAsync(Func<ReadOnlyMemory<byte>> say, CancellationToken ct) => WriteAsync(_ => say(), ct);

    public ValueTask CompleteAsync(CancellationToken ct) => WriteAsync(protocol => protocol.Complete(), ct);

    public async Task KeepAliveAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(options.KeepAlive, time);
        while (await timer.WaitForNextTickAsync(ct))
            await WriteAsync(protocol => protocol.KeepAlive(), ct);
    }

    public void Dispose() => _writer.Dispose();

    private async ValueTask WriteAsync(Func<SseProtocol, ReadOnlyMemory<byte>> say, CancellationToken ct)
    {
        await _writer.WaitAsync(ct);
        try
        {
            var bytes = say(_protocol);
            for (var sent = 0; sent < bytes.Length; sent += PartBytes)
                await SendAsync(bytes[sent..Math.Min(bytes.Length, sent + PartBytes)], ct);
        }
        finally
        {
            _writer.Release();
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await http.Response.BodyWriter.WriteAsync(bytes, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            http.Abort();
            throw;
        }
    }
}
