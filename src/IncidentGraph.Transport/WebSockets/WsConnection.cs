using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>
/// Drives the protocol for one socket: the client's messages, the clock and the operations take turns at it, and what it asks for is done.
/// Messages and the close frame are queued within the turn, so that they leave in the order in which the protocol decided.
/// </summary>
internal sealed class WsConnection : IDisposable
{
    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _life = new();
    private readonly WebSocket _socket;
    private readonly HttpContext _http;
    private readonly ConnectionLimit.Place _place;
    private readonly WsServices _services;
    private readonly WsProtocol _protocol;
    private readonly SendQueue _queue;
    private readonly LiveOperations _operations;
    private readonly OperationOrigin _origin;
    private readonly List<ITimer> _timers = [];
    private ClaimsPrincipal _user = new(new ClaimsIdentity());
    private ITimer? _end;
    private IDisposable? _watch;

    public WsConnection(WebSocket socket, HttpContext http, ConnectionLimit.Place place, WsServices services)
    {
        (_socket, _http, _place, _services) = (socket, http, place, services);
        _protocol = new WsProtocol(Options.MaxOperationsPerSocket, Options.MaxJsonDepth);
        _queue = new SendQueue(socket, Options, services.Metrics, services.Time);
        _operations = new LiveOperations(_life.Token);
        _origin = OperationOrigin.Of(http);
    }

    private GraphQLTransportOptions Options => _services.Options;

    /// <summary>Serves the socket until it is closed. Without the sub-protocol there is nothing to say but that.</summary>
    public async Task RunAsync(bool isNegotiated)
    {
        using var presence = _services.Metrics.Connect(TransportTelemetry.WebSocket);
        var writing = _queue.RunAsync();
        using var draining = _services.Drain.Token.Register(() => Do(protocol => protocol.Drain("The server is restarting")));
        Schedule(Options.ConnectionInitTimeout, () => Do(protocol => protocol.InitTimedOut()));
        Schedule(Options.KeepAlive, () => Do(protocol => protocol.KeepAlive()), Options.KeepAlive);
        if (!isNegotiated)
            Close(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
        await ReadAllAsync();
        lock (_turn)
            _protocol.Leave();
        await _life.CancelAsync();
        _queue.Finish();
        await writing;
        await _operations.DrainAsync();
    }

    /// <summary>Waits until the queue has a place, then takes a turn.</summary>
    public async ValueTask SayAsync(Func<WsProtocol, IReadOnlyList<WsAction>> turn, CancellationToken ct)
    {
        await _queue.Responses.WaitAsync(ct);
        Do(turn, _queue.Responses);
    }

    /// <summary>
    /// Stops the clock. The token source stays as it is: a timer that fires at this very moment may still cancel it, and it holds
    /// nothing that needs disposal.
    /// </summary>
    public void Dispose()
    {
        lock (_turn)
        {
            foreach (var timer in _timers)
                timer.Dispose();
            _end?.Dispose();
            _watch?.Dispose();
        }
    }

    private async Task ReadAllAsync()
    {
        var reader = new MessageReader(_socket, Options.MaxMessageBytes);
        try
        {
            // After a close of ours, what still comes is read and ignored until the client answers it.
            while (await reader.ReadAsync() is var kind && kind != MessageReader.Kind.Close)
                await TakeAsync(kind, reader);
            _queue.Close(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, reason: null);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection broke, or was aborted: there is nobody to tell.
        }
    }

    private async ValueTask TakeAsync(MessageReader.Kind kind, MessageReader reader)
    {
        if (_protocol.IsClosed)
            return;
        if (!await TryEnterAsync(_queue.Replies))
            return;
        Do(
            protocol => kind switch
            {
                MessageReader.Kind.Text => protocol.Receive(reader.Message),
                MessageReader.Kind.TooBig => protocol.Close(CloseCode.MessageTooBig, $"A message may have {Options.MaxMessageBytes} bytes"),
                _ => protocol.Close(CloseCode.UnsupportedData, "Messages are text"),
            },
            _queue.Replies);
    }

    private async ValueTask<bool> TryEnterAsync(SemaphoreSlim place)
    {
        try
        {
            await place.WaitAsync(_life.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Close(CloseCode code, string reason) => Do(protocol => protocol.Close(code, reason));

    /// <summary>One turn. <paramref name="place"/> was taken in the queue for what is going to be said; it is given back if nothing is.</summary>
    private void Do(Func<WsProtocol, IReadOnlyList<WsAction>> turn, SemaphoreSlim? place = null)
    {
        IReadOnlyList<WsAction> actions;
        lock (_turn)
        {
            actions = turn(_protocol);
            foreach (var action in actions)
                Queue(action, ref place);
        }

        place?.Release();
        foreach (var action in actions)
            Perform(action);
    }

    private void Queue(WsAction action, ref SemaphoreSlim? place)
    {
        switch (action)
        {
            case WsAction.Send send:
                _queue.Send(send, place);
                place = null;
                break;
            case WsAction.Close close:
                _queue.Close((WebSocketCloseStatus)close.Code, close.Reason);
                break;
        }
    }

    // Outside of the turn: what happens here may take a turn itself.
    private void Perform(WsAction action)
    {
        switch (action)
        {
            case WsAction.Authenticate authenticate:
                _operations.Run(null, ct => AuthenticateAsync(authenticate.Payload, ct));
                break;
            case WsAction.Renew renew:
                _operations.Run(null, ct => RenewAsync(renew.Payload, ct));
                break;
            case WsAction.Start start:
                _operations.Run(start.Operation, ct => RunAsync(start.Operation, start.Request, ct));
                break;
            case WsAction.Cancel cancel:
                _operations.Cancel(cancel.Operation);
                break;
            case WsAction.Send { RefusalCode: { } code }:
                _services.Metrics.CountError(code);
                break;
            case WsAction.Close close:
                if (close.Code == CloseCode.MessageTooBig)
                    _services.Metrics.CountError(ErrorCodes.PayloadTooLarge);
                _life.Cancel();
                Schedule(Options.CloseTimeout, _socket.Abort);
                break;
            case WsAction.Abort:
                _life.Cancel();
                _socket.Abort();
                break;
        }
    }

    private async Task AuthenticateAsync(JsonElement? payload, CancellationToken ct)
    {
        var (verdict, failure) = await WsAuthentication.AskAsync(_services, _http, payload, ct);
        if (verdict is null)
            Close(failure, failure == CloseCode.InternalServerError ? "Internal server error" : "Connection initialisation timeout");
        else
            await JudgeAsync(verdict, ct);
    }

    private async Task JudgeAsync(ConnectionVerdict verdict, CancellationToken ct)
    {
        switch (verdict)
        {
            case ConnectionVerdict.Accepted accepted when !_place.TryMove(accepted.User):
                _services.Metrics.CountError(ErrorCodes.TooManyConnections);
                Close(CloseCode.TryAgainLater, _services.Connections.Refusal.Errors[0].Message);
                break;
            case ConnectionVerdict.Accepted accepted:
                await TrustAsync(accepted, ct);
                Do(protocol => protocol.Accept());
                break;
            case ConnectionVerdict.Refused refused:
                _services.Metrics.CountError(ErrorCodes.Unauthenticated);
                Do(protocol => protocol.Refuse(refused.Reason));
                break;
            case ConnectionVerdict.Unavailable unavailable:
                _services.Metrics.CountError(ErrorCodes.Unavailable);
                Close(CloseCode.TryAgainLater, unavailable.Reason);
                break;
        }
    }

    private async Task RenewAsync(JsonElement payload, CancellationToken ct)
    {
        switch (await WsAuthentication.AskAsync(_services, _http, _user, payload, ct))
        {
            case ConnectionVerdict.Accepted accepted:
                await TrustAsync(accepted, ct);
                break;
            case ConnectionVerdict.Refused refused:
                _services.Metrics.CountError(ErrorCodes.Unauthenticated);
                Close(CloseCode.Forbidden, refused.Reason);
                break;
        }

        Do(protocol => protocol.Renewed());
    }

    private async Task TrustAsync(ConnectionVerdict.Accepted accepted, CancellationToken ct)
    {
        var user = accepted.User;
        lock (_turn)
        {
            _end?.Dispose();
            _user = user;
            _end = accepted.ExpiresAt is { } expiry ? ExpireAt(expiry, user) : null;
        }

        var watch = await _services.Watch.WatchAsync(user, () => End(user, "The credentials have been withdrawn"), ct);
        lock (_turn)
        {
            _watch?.Dispose();
            _watch = watch;
        }
    }

    private ITimer ExpireAt(DateTimeOffset moment, ClaimsPrincipal user) => _services.Time.CreateTimer(
        _ => End(user, "The credentials have expired"), null, Deadline.Until(moment, _services.Time), Timeout.InfiniteTimeSpan);

    // What ends while fresh credentials come finds that it was about the old ones.
    private void End(ClaimsPrincipal user, string reason) =>
        Do(protocol => ReferenceEquals(user, _user) ? protocol.Close(CloseCode.Forbidden, reason) : []);

    private async Task RunAsync(LiveOperation operation, OperationRequest request, CancellationToken ct)
    {
        try
        {
            var trace = _services.Traces.OfMessage(TransportTelemetry.WebSocket);
            var context = new OperationContext(_user, OperationKinds.All) { Origin = _origin, Trace = trace };
            var outcome = await _services.Runner.ExecuteAsync(request, context, ct);
            if (outcome is OperationOutcome.Streaming)
                Do(protocol => protocol.Stream(operation));
            await _services.Runner.DeliverAsync(outcome, new WsSink(this, operation), trace, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client completed it or is gone: nobody waits for an end.
        }
        catch (Exception e)
        {
            var failure = _services.Runner.Explain(e);
            Do(protocol => protocol.Fail(operation, failure.Errors));
        }
        finally
        {
            Do(protocol => protocol.Release(operation));
        }
    }

    private void Schedule(TimeSpan due, Action action, TimeSpan? period = null)
    {
        var timer = _services.Time.CreateTimer(_ => action(), null, due, period ?? Timeout.InfiniteTimeSpan);
        lock (_turn)
            _timers.Add(timer);
    }
}
