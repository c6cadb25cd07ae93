using System.Net.WebSockets;
using System.Threading.Channels;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Telemetry;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>
/// The one writer of a socket, and what waits for it. The channel itself never refuses: its bound are the places, taken before the
/// protocol is asked to say something, so that order is decided by the protocol and waiting is done outside of it.
/// </summary>
internal sealed class SendQueue(WebSocket socket, GraphQLTransportOptions options, TransportMetrics metrics, TimeProvider time)
{
    private const int MaxReplies = 32;

    // A big message goes in fragments, so that the time to send is one without progress and not one for the whole of it.
    private const int FragmentBytes = 32 * 1024;

    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Places for what operations say.</summary>
    public SemaphoreSlim Responses { get; } = new(options.MaxSendQueue);

    /// <summary>Places for direct replies to messages: a client that floods and does not read is not read either.</summary>
    public SemaphoreSlim Replies { get; } = new(MaxReplies);

    /// <summary>Queues a message. <paramref name="place"/> is given back once it is on its way or dropped.</summary>
    public void Send(WsAction.Send message, SemaphoreSlim? place) => Enqueue(new Frame(message.Json, message.Owner, place));

    /// <summary>Queues the close frame, after which nothing is sent.</summary>
    public void Close(WebSocketCloseStatus code, string? reason)
    {
        Enqueue(new Frame(default, null, null) { Close = (code, reason) });
        _frames.Writer.TryComplete();
    }

    public void Finish() => _frames.Writer.TryComplete();

    /// <summary>Writes until the queue is closed. A client that takes nothing in time, or is gone, ends in an aborted socket.</summary>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync())
                await WriteAsync(frame);
        }
        catch (Exception e) when (e is TimeoutException or WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            socket.Abort();
            _frames.Writer.TryComplete();
            while (_frames.Reader.TryRead(out var frame))
                Drop(frame);
        }
    }

    private void Enqueue(Frame frame)
    {
        metrics.Queue(1); // first, or its end might be counted before
        if (!_frames.Writer.TryWrite(frame))
            Drop(frame);
    }

    private void Drop(Frame frame)
    {
        metrics.Queue(-1);
        frame.Place?.Release();
    }

    private async Task WriteAsync(Frame frame)
    {
        try
        {
            if (frame.Close is var (code, reason))
                await InTimeAsync(socket.CloseOutputAsync(code, reason, CancellationToken.None));
            else if (frame.Owner is not { IsCancelled: true })
                await WriteAsync(frame.Json);
        }
        finally
        {
            Drop(frame);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> message)
    {
        do
        {
            var fragment = message[..Math.Min(message.Length, FragmentBytes)];
            message = message[fragment.Length..];
            await InTimeAsync(socket.SendAsync(fragment, WebSocketMessageType.Text, message.IsEmpty, CancellationToken.None).AsTask());
        }
        while (!message.IsEmpty);
    }

    private Task InTimeAsync(Task write) => write.IsCompletedSuccessfully ? write : write.WaitAsync(options.SendTimeout, time);

    private readonly record struct Frame(ReadOnlyMemory<byte> Json, LiveOperation? Owner, SemaphoreSlim? Place)
    {
        public (WebSocketCloseStatus Code, string? Reason)? Close { get; init; }
    }
}
