using System.Text;
using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>Messages of graphql-transport-ws in any order and shape, in frames that are right or wrong.</summary>
internal sealed class SocketCase(Dice dice, SchemaModel schema, Target target)
{
    private static readonly string[] _odd =
    [
        "", "{", "null", "[]", "1", "\"ping\"", "{}", "{\"type\":null}", "{\"type\":1}", "{\"type\":\"\"}", "{\"type\":\"nope\"}", "{\"type\":\"ping\",\"payload\":1}", "{\"type\":\"ping\",\"payload\":{\"Authorization\":1}}", "{\"type\":\"pong\"}", "{\"type\":\"ka\"}",
        "{\"type\":\"connection_init\"}", "{\"type\":\"connection_init\",\"payload\":[]}", "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer x\"}}", "{\"type\":\"connection_init\",\"payload\":{\"authorization\":{\"a\":[]}}}", "{\"type\":\"connection_ack\"}",
        "{\"type\":\"subscribe\"}", "{\"type\":\"subscribe\",\"id\":\"\"}", "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":null}", "{\"type\":\"subscribe\",\"id\":5,\"payload\":{\"query\":\"{ __typename }\"}}", "{\"type\":\"subscribe\",\"id\":\"\\ud800\",\"payload\":{\"query\":\"{ __typename }\"}}",
        "{\"type\":\"complete\"}", "{\"type\":\"complete\",\"id\":\"none\"}", "{\"type\":\"complete\",\"id\":\"op0\"}", "{\"type\":\"next\",\"id\":\"op0\",\"payload\":{}}", "{\"type\":\"error\",\"id\":\"op0\",\"payload\":[]}", "{\"type\":\"ping\",\"type\":\"pong\"}", "{\"type\":\"start\",\"id\":\"1\",\"payload\":{}}",
        "{\"type\":\"ping\"}\0", "\ufeff{\"type\":\"ping\"}", "{\"id\":\"x\",\"type\":\"complete\",\"id\":\"y\"}",
    ];

    private static readonly string[] _protocols = ["graphql-transport-ws", "graphql-ws", "", "graphql-transport-ws, graphql-ws", "x,,graphql-transport-ws", "\"", "a b"];

    private static readonly byte[] _closeCodes = [0, 1, 2, 3];

    private readonly List<Step> _steps = [];
    private readonly List<string> _due = [];

    public Script Write()
    {
        var isRight = Handshake();
        if (isRight && dice.Chance(80))
            Initialise();
        else
            isRight = false;
        for (var left = dice.Between(1, 5); left > 0; left--)
            isRight &= Say();
        return new Script(Case.Sockets, _steps, dice.Chance(8) ? Ending.Abort : Ending.Finish)
        {
            IsSocket = true,
            Due = isRight ? _due : [],
            Goodbye = dice.Chance(60) ? Frames.Write(0x80 | Frames.Close, [], Mask()) : [],
        };
    }

    private bool Handshake()
    {
        var isOdd = dice.Chance(8);
        var requests = new RequestWriter(dice, target);
        var lines = new StringBuilder("GET /graphql HTTP/1.1\r\nHost: ").Append(target.Host).Append("\r\n")
            .Append(dice.Chance(50) ? requests.AnyIdentity() : "")
            .Append(isOdd && dice.Chance(30) ? "Upgrade: x\r\n" : "Upgrade: websocket\r\n").Append("Connection: Upgrade\r\n")
            .Append("Sec-WebSocket-Version: ").Append(isOdd ? dice.Pick(["8", "13", "", "13, 8", "x"]) : "13").Append("\r\n")
            .Append("Sec-WebSocket-Key: ").Append(isOdd ? dice.Pick(["", "x", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ=="]) : "dGhlIHNhbXBsZSBub25jZQ==").Append("\r\n")
            .Append("Sec-WebSocket-Protocol: ").Append(isOdd ? dice.Pick(_protocols) : _protocols[0]).Append("\r\n")
            .Append(isOdd && dice.Chance(30) ? "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\r\n" : "")
            .Append(isOdd && dice.Chance(30) ? "Origin: https://evil.example\r\n" : "").Append("\r\n");
        _steps.Add(new Step.Send(Encoding.Latin1.GetBytes(lines.ToString())));
        if (!dice.Chance(15))
            _steps.Add(new Step.AwaitHead());
        return !isOdd;
    }

    private void Initialise()
    {
        var role = dice.Pick(["admin", "responder", "viewer"]);
        var payload = target.Tokens.TryGetValue(role, out var token) && dice.Chance(80) ? $",\"payload\":{{\"Authorization\":\"Bearer {token}\"}}" : "";
        Send(Frames.Message($"{{\"type\":\"connection_init\"{payload}}}", Mask()));
        _steps.Add(new Step.AwaitMessages(1));
    }

    /// <summary>Whether it was as the protocol has it, so that operations are still answered.</summary>
    private bool Say()
    {
        switch (dice.Below(20))
        {
            case < 11:
                Subscribe();
                return true;
            case < 14:
                Send(Frames.Message(dice.Pick(_odd), Mask()));
                return false;
            case 14:
                Send(Frames.Message(new JsonMutation(dice, new Words(dice, schema)).Apply(Message($"op{_due.Count}")), Mask()));
                return false;
            case 15:
                Fragmented(Message($"f{_steps.Count}"));
                return true;
            case 16:
                Send(Frames.Write((byte)(0x80 | dice.Pick([(byte)9, (byte)10])), dice.Bytes(dice.Below(126)), Mask()));
                return true;
            case 17:
                Send(Frames.Write(0x80 | Frames.Text, Encoding.UTF8.GetBytes("{\"type\":\"ping\",\"payload\":{\"x\":\"" + new string('x', dice.Pick([1000, 70_000, 1_048_000, 1_100_000])) + "\"}}"), Mask()));
                return false;
            default:
                Send(Odd());
                return false;
        }
    }

    private void Subscribe()
    {
        var id = $"op{_due.Count}";
        var message = Message(id, out var isSubscription);
        Send(Frames.Message(message, Mask()));
        if (!isSubscription)
            _due.Add(id);
        else if (dice.Chance(50))
            Send(Frames.Message($"{{\"type\":\"complete\",\"id\":\"{id}s\"}}", Mask()));
    }

    private string Message(string id) => Message(id, out _);

    private string Message(string id, out bool isSubscription)
    {
        var document = new DocumentWriter(dice, schema).Write(variablesPercent: 30);
        isSubscription = document.IsSubscription;
        return $"{{\"id\":\"{id}{(isSubscription ? "s" : "")}\",\"type\":\"subscribe\",\"payload\":{Case.Json(document)}}}";
    }

    private void Fragmented(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (at, opcode) = (0, Frames.Text);
        for (var left = dice.Between(1, 4); left > 0; left--)
        {
            var take = dice.Below(bytes.Length - at + 1);
            Send(Frames.Write(opcode, bytes[at..(at + take)], Mask()));
            (at, opcode) = (at + take, Frames.Continuation);
            if (dice.Chance(20))
                Send(Frames.Write(0x89, "between"u8.ToArray(), Mask()));
        }

        Send(Frames.Write((byte)(0x80 | opcode), bytes[at..], Mask()));
    }

    private byte[] Odd() => dice.Below(12) switch
    {
        0 => Frames.Write((byte)(0x81 | dice.Pick<int>([0x40, 0x20, 0x10, 0x70])), "{\"type\":\"ping\"}"u8.ToArray(), Mask()),
        1 => Frames.Write(0x81, "{\"type\":\"ping\"}"u8.ToArray(), null),
        2 => Frames.Write(0x09, "ping"u8.ToArray(), Mask()),
        3 => Frames.Write(0x89, new byte[200], Mask()),
        4 => Frames.Write(0x81, [0xff, 0xc0, 0x80, .. dice.Bytes(5)], Mask()),
        5 => Frames.Write((byte)(0x80 | dice.Between(3, 15)), dice.Bytes(4), Mask()),
        6 => Frames.Write(0x88, [.. dice.Bytes(dice.Pick([1, 2, 2, 2, 130]))], Mask()),
        7 => Frames.Write(0x88, [dice.Pick(_closeCodes), (byte)dice.Next(), 0xff, 0xfe], Mask()),
        8 => Frames.Write(0x81, [], Mask(), dice.Pick<ulong>([ulong.MaxValue, 1UL << 63, int.MaxValue, 1UL << 32, 100_000])),
        9 => Frames.Write(0x80, "{}"u8.ToArray(), Mask()),
        10 => Frames.Write(0x82, dice.Bytes(30), Mask()),
        _ => dice.Bytes(dice.Between(1, 60)),
    };

    private byte[] Mask() => dice.Bytes(4);

    private void Send(byte[] frame)
    {
        if (dice.Chance(4) && frame.Length > 1)
        {
            var cut = dice.Below(frame.Length);
            _steps.Add(new Step.Send(frame[..cut]));
            _steps.Add(new Step.Pause(dice.Between(1, 30)));
            frame = frame[cut..];
        }

        _steps.Add(new Step.Send(frame));
    }
}
