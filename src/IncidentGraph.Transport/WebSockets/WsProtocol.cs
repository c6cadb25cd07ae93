using System.Text.Json;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Requests;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>
/// The server's side of graphql-transport-ws as a state machine: messages, timers and results go in, actions come out. It does no input
/// or output, knows no clock, and is not thread-safe: whoever drives it takes turns. After a close or an abort it asks for nothing more.
/// </summary>
internal sealed class WsProtocol(int maxOperations, int maxJsonDepth)
{
    // A message wraps its payload, and the payload its variables.
    private readonly int _maxMessageDepth = maxJsonDepth + 2;
    private readonly Dictionary<string, LiveOperation> _active = new(StringComparer.Ordinal);
    private Phase _phase = Phase.Opened;
    private int _running;
    private int _silentPings;
    private string? _farewell;
    private bool _isRenewing;
    private JsonElement? _newest;

    private enum Phase
    {
        Opened,
        Authenticating,
        Ready,

        /// <summary>Only what still has to be answered keeps the socket open.</summary>
        Draining,
        Closed,
    }

    public bool IsClosed => _phase == Phase.Closed;

    /// <summary>Operations that were started and not yet released: the active ones, and those that are still winding down.</summary>
    public int Running => _running;

    /// <summary>A complete text message of the client.</summary>
    public IReadOnlyList<WsAction> Receive(ReadOnlySpan<byte> utf8)
    {
        if (IsClosed)
            return [];
        _silentPings = 0;
        var (parsed, problem) = WsMessage.Parse(utf8, _maxMessageDepth);
        if (parsed is not { } message)
            return Close(CloseCode.BadRequest, problem!);
        return message.Type switch
        {
            "connection_init" => Initialise(message),
            "ping" => message.TryGetPayload(out var payload) ? Answer(payload) : Malformed(message),
            "pong" => message.TryGetPayload(out _) ? [] : Malformed(message),
            "subscribe" => Subscribe(message),
            "complete" => message.TryGetId(out var id) ? Stop(id) : Malformed(message),
            _ => Close(CloseCode.BadRequest, $"Unknown message type '{message.Type}'"),
        };
    }

    /// <summary>The credentials of <c>connection_init</c> are good.</summary>
    public IReadOnlyList<WsAction> Accept()
    {
        if (_phase != Phase.Authenticating)
            return [];
        _phase = Phase.Ready;
        return [new WsAction.Send(WsFrames.Ack)];
    }

    /// <summary>The credentials of <c>connection_init</c> are not.</summary>
    public IReadOnlyList<WsAction> Refuse(string reason) => _phase == Phase.Authenticating ? Close(CloseCode.Forbidden, reason) : [];

    /// <summary>What a ping brought has been judged, and the socket goes on.</summary>
    public IReadOnlyList<WsAction> Renewed()
    {
        _isRenewing = false;
        var next = _newest;
        _newest = null;
        return next is { } payload ? Renew(payload) : [];
    }

    /// <summary>The operation turned out to be a stream: it can be resumed elsewhere, so nothing waits for its end.</summary>
    public IReadOnlyList<WsAction> Stream(LiveOperation operation)
    {
        operation.IsStream = true;
        return Part();
    }

    /// <summary>A response of a stream.</summary>
    public IReadOnlyList<WsAction> Next(LiveOperation operation, ReadOnlyMemory<byte> response) =>
        IsActive(operation) ? [new WsAction.Send(WsFrames.Next(operation.Id, response), operation)] : [];

    /// <summary>The only response of an operation, and its end.</summary>
    public IReadOnlyList<WsAction> Answer(LiveOperation operation, ReadOnlyMemory<byte> response) => [.. Next(operation, response), .. Complete(operation)];

    /// <summary>The end of an operation. The server says <c>complete</c> only for its own ends, never to echo the client's.</summary>
    public IReadOnlyList<WsAction> Complete(LiveOperation operation) =>
        End(operation) ? [new WsAction.Send(WsFrames.Complete(operation.Id), operation), .. Part()] : [];

    /// <summary>The end of an operation by errors; <c>error</c> is terminal and no <c>complete</c> follows.</summary>
    public IReadOnlyList<WsAction> Fail(LiveOperation operation, IReadOnlyList<OperationError> errors) =>
        End(operation) ? [new WsAction.Send(WsFrames.Error(operation.Id, errors), operation), .. Part()] : [];

    /// <summary>Nothing of the operation runs any more; its place is free.</summary>
    public IReadOnlyList<WsAction> Release(LiveOperation operation)
    {
        End(operation);
        _running--;
        return Part();
    }

    /// <summary>The time for <c>connection_init</c> is over. Pings do not extend it.</summary>
    public IReadOnlyList<WsAction> InitTimedOut() => _phase switch
    {
        Phase.Opened => Close(CloseCode.ConnectionInitialisationTimeout, "Connection initialisation timeout"),
        _ => [],
    };

    /// <summary>Time for a ping. A client that let two go by without any message is taken for dead.</summary>
    public IReadOnlyList<WsAction> KeepAlive()
    {
        if (IsClosed)
            return [];
        if (++_silentPings <= 2)
            return [new WsAction.Send(WsFrames.Ping)];
        Leave();
        return [new WsAction.Abort()];
    }

    /// <summary>
    /// The server is about to stop: what is under way is answered, nothing new begins, then the socket is closed. A client whose operation was not
    /// begun sends it again elsewhere.
    /// </summary>
    public IReadOnlyList<WsAction> Drain(string reason)
    {
        if (_phase == Phase.Draining)
            return [];
        if (_phase != Phase.Ready)
            return Close(CloseCode.ServiceRestart, reason);
        _phase = Phase.Draining;
        _farewell = reason;
        return Part();
    }

    /// <summary>The server ends the connection at once: expired rights, a message too big, a failure.</summary>
    public IReadOnlyList<WsAction> Close(CloseCode code, string reason)
    {
        if (IsClosed)
            return [];
        Leave();
        return [new WsAction.Close(code, CloseReason.Fit(reason))];
    }

    /// <summary>The client is gone, with or without a close frame.</summary>
    public void Leave()
    {
        _phase = Phase.Closed;
        foreach (var operation in _active.Values)
            operation.Cancel();
        _active.Clear();
    }

    private IReadOnlyList<WsAction> Initialise(WsMessage message)
    {
        if (!message.TryGetPayload(out var payload))
            return Malformed(message);
        if (_phase != Phase.Opened)
            return Close(CloseCode.TooManyInitialisationRequests, "Too many initialisation requests");
        _phase = Phase.Authenticating;
        return [new WsAction.Authenticate(payload)];
    }

    private IReadOnlyList<WsAction> Answer(JsonElement? ping)
    {
        var pong = new WsAction.Send(WsFrames.Pong(ping));
        return ping is { } payload ? [pong, .. Renew(payload)] : [pong];
    }

    // One at a time, and of those that wait the last: whoever sends many has them judged no faster.
    private IReadOnlyList<WsAction> Renew(JsonElement payload)
    {
        if (_phase is not (Phase.Ready or Phase.Draining))
            return [];
        if (_isRenewing)
        {
            _newest = payload;
            return [];
        }

        _isRenewing = true;
        return [new WsAction.Renew(payload)];
    }

    private IReadOnlyList<WsAction> Subscribe(WsMessage message)
    {
        if (!message.TryGetId(out var id) || !message.Json.TryGetProperty("payload", out var payload))
            return Malformed(message);
        var (request, problem) = RequestShape.Read(payload);
        if (request is null)
            return Close(CloseCode.BadRequest, problem!);
        if (_phase == Phase.Draining)
            return [];
        if (_phase != Phase.Ready)
            return Close(CloseCode.Unauthorized, "Unauthorized");
        if (_active.ContainsKey(id))
            return Close(CloseCode.SubscriberAlreadyExists, $"Subscriber for {id} already exists");
        return Start(new LiveOperation(id), request);
    }

    private IReadOnlyList<WsAction> Start(LiveOperation operation, OperationRequest request)
    {
        if (_running >= maxOperations)
            return [new WsAction.Send(WsFrames.Error(operation.Id, [TooMany()])) { RefusalCode = ErrorCodes.TooManyOperations }];
        // Reserved before anything is awaited, so that a twin sent back to back is seen.
        _active.Add(operation.Id, operation);
        _running++;
        return [new WsAction.Start(operation, request)];
    }

    // A client's complete and the server's may cross: an unknown id is no mistake.
    private IReadOnlyList<WsAction> Stop(string id)
    {
        if (!_active.Remove(id, out var operation))
            return [];
        operation.Cancel();
        return [new WsAction.Cancel(operation), .. Part()];
    }

    private IReadOnlyList<WsAction> Part() => _phase == Phase.Draining && _active.Values.All(operation => operation.IsStream)
        ? Close(CloseCode.ServiceRestart, _farewell!) // draining began with it
        : [];

    private bool IsActive(LiveOperation operation) => _active.TryGetValue(operation.Id, out var active) && ReferenceEquals(active, operation);

    private bool End(LiveOperation operation) => IsActive(operation) && _active.Remove(operation.Id);

    private IReadOnlyList<WsAction> Malformed(WsMessage message) => Close(CloseCode.BadRequest, $"Invalid '{message.Type}' message");

    private OperationError TooMany() =>
        new($"A connection may run {maxOperations} operations at a time.", ErrorCodes.TooManyOperations);
}
