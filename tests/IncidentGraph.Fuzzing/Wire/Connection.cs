using System.Net.Sockets;

namespace IncidentGraph.Fuzzing.Wire;

/// <summary>TCP as it is: sends what it is told, and reads along all the time, so that neither side waits for the other.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Lock _turn = new();
    private readonly MemoryStream _received = new();
    private readonly Task _reading;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Connection(Socket socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    /// <summary>Whether the server has closed it, or reset it.</summary>
    public bool IsClosed { get; private set; }

    public static async Task<Connection> OpenAsync(Uri address, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(enable: true, seconds: 0) };
        await socket.ConnectAsync(address.Host, address.Port, ct);
        return new Connection(socket);
    }

    public byte[] Received
    {
        get
        {
            lock (_turn)
                return _received.ToArray();
        }
    }

    /// <summary>Ends early, without a fault, when the server takes no more.</summary>
    public async Task SendAsync(byte[] bytes, CancellationToken ct)
    {
        try
        {
            for (var at = 0; at < bytes.Length && !IsClosed;)
                at += await _socket.SendAsync(bytes.AsMemory(at), ct);
        }
        catch (SocketException)
        {
            // reset: what came until then is what counts
        }
    }

    /// <summary>Tells the server that nothing more comes.</summary>
    public void Finish()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // reset already
        }
    }

    /// <summary>Waits until what has been received is enough, or the server closes the connection.</summary>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task WaitAsync(Func<byte[], bool> isEnough, CancellationToken ct)
    {
        while (true)
        {
            Task news;
            bool isClosed;
            lock (_turn)
                (news, isClosed) = (_news.Task, IsClosed);
            if (isClosed || isEnough(Received))
                return;
            await news.WaitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose(); // resets what is still open
        await _reading;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer) is > 0 and var count)
                Tell(() => _received.Write(buffer, 0, count));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // reset, or over
        }

        Tell(() => IsClosed = true);
    }

    private void Tell(Action change)
    {
        lock (_turn)
        {
            change();
            _news.SetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
