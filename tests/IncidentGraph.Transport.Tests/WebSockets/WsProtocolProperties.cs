using System.Text;
using System.Text.Json;
using CsCheck;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.WebSockets;

namespace IncidentGraph.Transport.Tests.WebSockets;

/// <summary>Whatever a client says, and whenever things happen, the promises of the protocol hold.</summary>
public sealed class WsProtocolProperties
{
    private const int MaxOperations = 3;

    private static readonly Gen<string> _ids = Any("a", "b", "c", "d", "é");

    // Weighted so that a good part of the sequences gets far before something closes the socket.
    private static readonly Gen<Step> _step = Gen.Frequency(
        (12, _ids.Select(id => new Step(StepKind.Message, $$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{a}"}}"""))),
        (10, _ids.Select(id => new Step(StepKind.Message, $$"""{"id":"{{id}}","type":"complete"}"""))),
        (3, Gen.Const(new Step(StepKind.Message, """{"type":"ping"}"""))),
        (3, Gen.Const(new Step(StepKind.Message, """{"type":"ping","payload":{}}"""))),
        (3, Gen.Const(new Step(StepKind.Renewed))),
        (1, Any("""{"type":"connection_init"}""", "{", """{"type":"nope"}""", "", "[]").Select(m => new Step(StepKind.Message, m))),
        (12, Gen.Int[0, 20].Select(i => new Step(StepKind.Next, Index: i))),
        (6, Gen.Int[0, 20].Select(i => new Step(StepKind.Complete, Index: i))),
        (3, Gen.Int[0, 20].Select(i => new Step(StepKind.Fail, Index: i))),
        (8, Gen.Int[0, 20].Select(i => new Step(StepKind.Release, Index: i))),
        (4, Gen.Int[0, 20].Select(i => new Step(StepKind.Stream, Index: i))),
        (1, Any(StepKind.Accept, StepKind.Refuse, StepKind.InitTimeout, StepKind.KeepAlive, StepKind.Drain, StepKind.Close).Select(k => new Step(k))));

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private enum StepKind
    {
        Message,
        Next,
        Complete,
        Fail,
        Release,
        Accept,
        Renewed,
        Refuse,
        InitTimeout,
        KeepAlive,
        Stream,
        Drain,
        Close,
    }

    [Fact]
    public void Any_sequence_keeps_the_promises_of_the_protocol() => Gen.Select(Gen.Bool, _step.Array[0, 80]).Sample((greet, steps) =>
    {
        var run = new Run();
        if (greet)
        {
            run.Take(new Step(StepKind.Message, """{"type":"connection_init"}"""));
            run.Take(new Step(StepKind.Accept));
        }

        foreach (var step in steps)
            run.Take(step);
    });

    private sealed record Step(StepKind Kind, string Message = "", int Index = 0);

    /// <summary>Drives a protocol, and judges it by a model that knows only what was seen on the wire.</summary>
    private sealed class Run
    {
        private readonly WsProtocol _protocol = new(MaxOperations, 64);
        private readonly List<LiveOperation> _started = [];
        private readonly HashSet<LiveOperation> _released = [];
        private readonly HashSet<LiveOperation> _ended = [];
        private readonly HashSet<LiveOperation> _streams = [];
        private bool _closed;
        private bool _acknowledged;
        private bool _draining;
        private bool _renewing;

        public void Take(Step step)
        {
            var wasClosed = _closed;
            var actions = Perform(step);
            if (wasClosed)
                Assert.Empty(actions);
            foreach (var action in actions)
                Judge(action);
            Assert.Equal(_closed, _protocol.IsClosed);
            if (_draining && !_closed)
                Assert.Contains(_started, operation => !_ended.Contains(operation) && !_streams.Contains(operation)); // or nobody would close it
            Assert.InRange(_protocol.Running, 0, MaxOperations);
            Assert.Equal(_started.Count - _released.Count, _protocol.Running);
            if (_closed)
                Assert.All(_started, operation => Assert.True(operation.IsCancelled || _ended.Contains(operation)));
        }

        private IReadOnlyList<WsAction> Perform(Step step)
        {
            var operation = _started.Count > 0 ? _started[step.Index % _started.Count] : null;
            // What runs is the only one to speak for itself, and it does not after it was released.
            var isRunning = operation is not null && !_released.Contains(operation);
            return step.Kind switch
            {
                StepKind.Message => _protocol.Receive(Encoding.UTF8.GetBytes(step.Message)),
                StepKind.Next when isRunning => _protocol.Next(operation!, "{}"u8.ToArray()),
                StepKind.Complete when isRunning => _protocol.Complete(operation!),
                StepKind.Fail when isRunning => _protocol.Fail(operation!, [new OperationError("m", "C")]),
                StepKind.Release when isRunning => Release(operation!),
                StepKind.Accept => _protocol.Accept(),
                StepKind.Renewed when _renewing => Renewed(),
                StepKind.Refuse => _protocol.Refuse("no"),
                StepKind.InitTimeout => _protocol.InitTimedOut(),
                StepKind.KeepAlive => _protocol.KeepAlive(),
                StepKind.Stream when isRunning => Stream(operation!),
                StepKind.Drain => Drain(),
                StepKind.Close => _protocol.Close(CloseCode.Forbidden, "bye"),
                _ => [],
            };
        }

        private IReadOnlyList<WsAction> Release(LiveOperation operation)
        {
            _released.Add(operation);
            _ended.Add(operation);
            return _protocol.Release(operation);
        }

        private IReadOnlyList<WsAction> Renewed()
        {
            _renewing = false;
            return _protocol.Renewed();
        }

        private IReadOnlyList<WsAction> Stream(LiveOperation operation)
        {
            _streams.Add(operation);
            return _protocol.Stream(operation);
        }

        private IReadOnlyList<WsAction> Drain()
        {
            _draining = true;
            return _protocol.Drain("bye");
        }

        private void Judge(WsAction action)
        {
            Assert.False(_closed, "an action after the close");
            switch (action)
            {
                case WsAction.Close or WsAction.Abort:
                    _closed = true;
                    break;
                case WsAction.Start start:
                    Assert.True(_acknowledged, "an operation before the ack");
                    Assert.False(_draining, "an operation after the drain");
                    Assert.DoesNotContain(_started, other => other.Id == start.Operation.Id && !_ended.Contains(other));
                    _started.Add(start.Operation);
                    break;
                case WsAction.Renew:
                    Assert.True(_acknowledged, "judged before the ack");
                    Assert.False(_renewing, "judged beside another");
                    _renewing = true;
                    break;
                case WsAction.Cancel cancel:
                    Assert.True(_ended.Add(cancel.Operation), "cancelled after its end");
                    break;
                case WsAction.Send send:
                    Judge(send);
                    break;
            }
        }

        private void Judge(WsAction.Send send)
        {
            var type = JsonDocument.Parse(send.Json).RootElement.GetProperty("type").GetString();
            if (type == "connection_ack")
            {
                Assert.False(_acknowledged, "a second ack");
                _acknowledged = true;
            }

            if (send.Owner is not { } owner)
                return;
            Assert.DoesNotContain(owner, _ended);
            if (type is "complete" or "error")
                _ended.Add(owner);
        }
    }
}
