using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using IncidentGraph.Fuzzing.Wire;
using IncidentGraph.Server.Tests.Hosting;
using Xunit.Abstractions;

namespace IncidentGraph.Server.Tests.Hostile;

/// <summary>
/// What is hostile before there is a document: framing, bodies, lists, variables, requests that another site's page can make, and messages on a
/// socket. Each is refused as it has to be, and the server goes on.
/// </summary>
public sealed class HostileBytesTests(ConfinedServer server, ITestOutputHelper output) : IClassFixture<ConfinedServer>
{
    private const string Query = """{"query":"{ __typename }"}""";
    private const string Mutation = """{"query":"mutation { declareIncident(input: {title: \"x\", symptoms: [\"y\"], severityId: \"2\"}) { cursor } }"}""";
    private const string Json = "Content-Type: application/json\r\n";
    private const string Chunked = Json + "Transfer-Encoding: chunked\r\n";

    private static readonly byte[] _mask = [1, 2, 3, 4];

    public static TheoryData<string, string> Framings() => Rows(_framings);

    public static TheoryData<string, string> Bodies() => Rows(_bodies);

    public static TheoryData<string, string> ForeignPages() => Rows(_foreignPages);

    public static TheoryData<string, string> BrokenFrames() => Rows(_frames);

    public static TheoryData<string, string> Messages() => Rows(_messages);

    /// <summary>As it is sent, and what it is answered with: a code where the endpoint sees it, else the status.</summary>
    private static readonly Dictionary<string, (string Expected, byte[] Bytes)> _framings = new(StringComparer.Ordinal)
    {
        ["no HTTP at all"] = ("status 400", Encoding.ASCII.GetBytes("\x16\x03\x01\x02\r\n\r\n")),
        ["a version of the future"] = ("status 505", Encoding.ASCII.GetBytes("GET /graphql HTTP/9.9\r\nHost: localhost\r\n\r\n")),
        ["no host"] = ("status 400", Encoding.ASCII.GetBytes("GET /graphql HTTP/1.1\r\n\r\n")),
        ["a long address"] = ("status 414", Encoding.ASCII.GetBytes($"GET /graphql?query={new string('a', 9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n")),
        ["many headers"] = ("status 431", Post(string.Concat(Enumerable.Range(0, 101).Select(i => $"X-{i}: x\r\n")), Query)),
        ["a long header"] = ("status 431", Post($"X: {new string('x', 40_000)}\r\n", Query)),
        ["a folded header"] = ("status 400", Post("X: a\r\n b\r\n", Query)),
        ["U+0000 in a header"] = ("status 400", Post("X: a\0b\r\n", Query)),
        ["a header without a name"] = ("status 400", Post(": x\r\n", Query)),
        ["two lengths"] = ("status 400", Post("Content-Length: 5\r\n" + Json, Query)),
        ["a negative length"] = ("status 400", Head("POST", Json + "Content-Length: -1\r\n")),
        ["a length that is no number"] = ("status 400", Head("POST", Json + "Content-Length: 0x10\r\n")),
        ["chunks in an unknown coding"] = ("status 400", Head("POST", Json + "Transfer-Encoding: chunked, x\r\n")),
        ["a chunk of no size"] = ("BAD_REQUEST", [.. Head("POST", Chunked), .. "zz\r\n"u8]),
        ["a chunk beyond all sizes"] = ("BAD_REQUEST", [.. Head("POST", Chunked), .. "FFFFFFFF\r\nnul\r\n1\r\nl\r\n0\r\n\r\n"u8]), // case 12253837714198949508
        ["a chunk that goes on"] = ("BAD_REQUEST", [.. Head("POST", Chunked), .. "2\r\n{}x\r\n0\r\n\r\n"u8]), // case 8181149707473260056
        ["a trailer without a name"] = ("BAD_REQUEST", [.. Head("POST", Chunked), .. "2\r\n{}\r\n0\r\n: \r\n\r\n"u8]), // case 7327741380350626003
        ["trailers without an end"] = ("BAD_REQUEST", [.. Head("POST", Chunked), .. Encoding.ASCII.GetBytes("2\r\n{}\r\n0\r\n" + new string('x', 40_000))]), // case 14911085491657537240
        ["a method that is none"] = ("METHOD_NOT_ALLOWED", Head("BREW", "")),
    };

    private static readonly Dictionary<string, (string Expected, byte[] Bytes)> _bodies = new(StringComparer.Ordinal)
    {
        ["a body too long"] = ("PAYLOAD_TOO_LARGE", Post(Json, Query + new string(' ', 1024 * 1024))),
        ["a body that says it is too long"] = ("PAYLOAD_TOO_LARGE", Head("POST", Json + "Content-Length: 9223372036854775807\r\n")),
        ["a body too long in chunks"] = ("PAYLOAD_TOO_LARGE", [.. Head("POST", Chunked), .. "200000\r\n"u8, .. new byte[0x200000]]),
        ["a body that inflates without end"] = ("PAYLOAD_TOO_LARGE", Packed(new byte[100_000_000])),
        ["a body that is not packed"] = ("BAD_REQUEST", Post(Json + "Content-Encoding: gzip\r\n", Query)),
        ["a body packed twice"] = ("UNSUPPORTED_MEDIA_TYPE", Post(Json + "Content-Encoding: gzip, gzip\r\n", Query)),
        ["a body in an unknown coding"] = ("UNSUPPORTED_MEDIA_TYPE", Post(Json + "Content-Encoding: zstd\r\n", Query)),
        ["another charset"] = ("UNSUPPORTED_MEDIA_TYPE", Post("Content-Type: application/json; charset=utf-7\r\n", Query)),
        ["no UTF-8"] = ("BAD_REQUEST", Post(Json, [.. "{\"query\":\"{ __typename } #"u8, 0xff, 0xfe, .. "\"}"u8])),
        ["no JSON"] = ("BAD_REQUEST", Post(Json, "{\"query\":\"{ __typename }\",}")),
        ["JSON that nests"] = ("DEPTH_LIMIT", Post(Json, new string('[', 200_000) + new string(']', 200_000))),
        ["variables that nest"] = ("DEPTH_LIMIT", Variables(string.Concat(Enumerable.Repeat("{\"a\":", 400_000 / 5)) + "1" + new string('}', 400_000 / 5))),
        ["a variable twice"] = ("BAD_REQUEST", Variables("{\"a\":1,\"a\":2}")), // case 5214694335512661590
        ["half a surrogate pair"] = ("BAD_REQUEST", Variables("{\"a\":\"\\ud800\"}")),
        ["a number that is none"] = ("BAD_REQUEST", Variables("{\"a\":NaN}")),
        ["variables that are a list"] = ("BAD_REQUEST", Variables("[]")),
        ["a number beyond Int"] = ("BAD_USER_INPUT", Post(Json, "{\"query\":\"query($n: Int) { incident(number: $n) { id } }\",\"variables\":{\"n\":1e400}}")),
        ["a list too long"] = ("BATCH_TOO_LARGE", Post(Json, $"[{string.Join(',', Enumerable.Repeat(Query, 11))}]")),
        ["a list of lists"] = ("BAD_REQUEST", Post(Json, $"[[{Query}]]")),
        ["an empty list"] = ("BAD_REQUEST", Post(Json, "[]")),
    };

    /// <summary>What a page of another site can have a browser send without asking first (Fetch, "CORS-safelisted request-header").</summary>
    private static readonly Dictionary<string, (string Expected, byte[] Bytes)> _foreignPages = new(StringComparer.Ordinal)
    {
        ["a mutation as plain text"] = ("UNSUPPORTED_MEDIA_TYPE", Post("Content-Type: text/plain\r\n", Mutation)),
        ["a mutation as a form"] = ("UNSUPPORTED_MEDIA_TYPE", Post("Content-Type: application/x-www-form-urlencoded\r\n", "query=mutation{x}")),
        ["a mutation as parts of a form"] = ("UNSUPPORTED_MEDIA_TYPE", Post("Content-Type: multipart/form-data; boundary=x\r\n", $"--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{Mutation}\r\n--x--")),
        ["a mutation of no type"] = ("UNSUPPORTED_MEDIA_TYPE", Post("", Mutation)),
        ["a mutation of two types"] = ("UNSUPPORTED_MEDIA_TYPE", Post("Content-Type: text/plain, application/json\r\n", Mutation)),
        ["a mutation by GET"] = ("METHOD_NOT_ALLOWED", Get("mutation{revokeApiKey(input:{id:1,reason:\"x\"}){cursor}}")),
        ["a request of another origin"] = ("FORBIDDEN", Post("Origin: https://evil.example\r\n" + Json, Query)),
        ["a request of no origin"] = ("FORBIDDEN", Post("Origin: null\r\n" + Json, Query)),
        ["an event stream of another origin"] = ("FORBIDDEN", Head("GET", "Origin: https://evil.example\r\nAccept: text/event-stream\r\n")),
        ["a reserved event stream of another origin"] = ("FORBIDDEN", Head("PUT", "Origin: https://evil.example\r\n")),
        ["a socket of another origin"] = ("FORBIDDEN", Handshake("Origin: https://evil.example\r\n")),
        ["a name that ends as ours"] = ("FORBIDDEN", Post("Origin: http://localhost.evil.example\r\n" + Json, Query)),
    };

    private static readonly Dictionary<string, (string Expected, byte[] Bytes)> _frames = new(StringComparer.Ordinal)
    {
        ["a reserved bit"] = ("close 1002", Frames.Write(0xc1, "{}"u8.ToArray(), _mask)),
        ["an opcode that is none"] = ("close 1002", Frames.Write(0x83, "{}"u8.ToArray(), _mask)),
        ["a ping in pieces"] = ("close 1002", Frames.Write(0x09, "{}"u8.ToArray(), _mask)),
        ["a ping too long"] = ("close 1002", Frames.Write(0x89, new byte[200], _mask)),
        ["a piece of nothing"] = ("close 1002", Frames.Write(0x80, "{}"u8.ToArray(), _mask)),
        ["no UTF-8"] = ("close 1007", Frames.Write(0x81, [0xc3, 0x28], _mask)),
    };

    private static readonly Dictionary<string, (string Expected, byte[] Bytes)> _messages = new(StringComparer.Ordinal)
    {
        ["bytes"] = ("close 1003", Frames.Write(0x82, [1, 2, 3], _mask)),
        ["a message too long"] = ("close 1009", Frames.Message($"{{\"type\":\"ping\",\"payload\":{{\"a\":\"{new string('x', 1_100_000)}\"}}}}", _mask)),
        ["pieces without end"] = ("close 1009", [.. Frames.Write(0x01, new byte[600_000], _mask), .. Frames.Write(0x00, new byte[600_000], _mask)]),
        ["no message"] = ("close 4400", Frames.Message("[]", _mask)),
        ["a message that nests"] = ("close 4400", Frames.Message($"{{\"type\":\"ping\",\"payload\":{new string('[', 100_000)}{new string(']', 100_000)}}}", _mask)),
        ["a type twice"] = ("close 4400", Frames.Message("{\"type\":\"ping\",\"type\":\"pong\"}", _mask)),
        ["a type that is none"] = ("close 4400", Frames.Message("{\"type\":\"start\",\"id\":\"1\"}", _mask)),
        ["an operation before the greeting"] = ("close 4401", Frames.Message($"{{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{Query}}}", _mask)),
        ["two greetings"] = ("close 4429", [.. Frames.Message("{\"type\":\"connection_init\"}", _mask), .. Frames.Message("{\"type\":\"connection_init\"}", _mask)]),
        ["a greeting with a bad token"] = ("close 4403", Frames.Message("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer a.b.c\"}}", _mask)),
    };

    [Theory]
    [MemberData(nameof(Framings))]
    public Task Broken_framing_is_refused(string name, string expected) => RefuseAsync(expected, new Script(name, [new Step.Send(_framings[name].Bytes)], Ending.Answers));

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task A_hostile_body_is_refused(string name, string expected) => RefuseAsync(expected, new Script(name, [new Step.Send(_bodies[name].Bytes)], Ending.Answers));

    [Theory]
    [MemberData(nameof(ForeignPages))]
    public Task What_another_site_can_have_a_browser_send_is_refused(string name, string expected) =>
        RefuseAsync(expected, new Script(name, [new Step.Send(_foreignPages[name].Bytes)], Ending.Answers));

    [Theory]
    [MemberData(nameof(Messages))]
    public Task A_hostile_message_closes_the_socket(string name, string expected) => RefuseAsync(expected, OnSocket(name, _messages[name].Bytes));

    /// <summary>With the code, unless the connection breaks before it is read (RFC 6455 §7.1.7).</summary>
    [Theory]
    [MemberData(nameof(BrokenFrames))]
    public async Task A_broken_frame_fails_the_connection(string name, string expected)
    {
        var script = OnSocket(name, _frames[name].Bytes);

        Assert.All(await Player.PlayAsync(script, Target), answer => Assert.Equal(expected, answer));

        await server.AssertUnharmedAsync(() => Player.PlayAsync(script, Target));
    }

    private Target Target => new(server.Address, new Dictionary<string, string>(StringComparer.Ordinal)) { Patience = TimeSpan.FromMinutes(2) };

    private static Script OnSocket(string name, byte[] bytes) =>
        new(name, [new Step.Send(Handshake("")), new Step.AwaitHead(), new Step.Send(bytes), new Step.AwaitClose()], Ending.Finish) { IsSocket = true };

    private async Task RefuseAsync(string expected, Script script)
    {
        var watch = Stopwatch.StartNew();

        var answers = await Player.PlayAsync(script, Target); // it refuses what leaks: stacks, internals, what the server is made of

        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.Equal([expected], answers);
        await server.AssertUnharmedAsync(() => Player.PlayAsync(script, Target));
    }

    private static TheoryData<string, string> Rows(Dictionary<string, (string Expected, byte[] Bytes)> cases)
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, (expected, _)) in cases)
            rows.Add(name, expected);
        return rows;
    }

    private static byte[] Head(string method, string headers) =>
        Encoding.Latin1.GetBytes($"{method} /graphql HTTP/1.1\r\nHost: localhost\r\n{Identity}{headers}\r\n");

    private static byte[] Post(string headers, string body) => Post(headers, Encoding.UTF8.GetBytes(body));

    private static byte[] Post(string headers, byte[] body) => [.. Head("POST", $"{headers}Content-Length: {body.Length}\r\n"), .. body];

    private static byte[] Get(string query) => Encoding.ASCII.GetBytes($"GET /graphql?query={Uri.EscapeDataString(query)} HTTP/1.1\r\nHost: localhost\r\n{Identity}\r\n");

    private static byte[] Variables(string json) => Post(Json, $"{{\"query\":\"{{ __typename }}\",\"variables\":{json}}}");

    private static byte[] Handshake(string headers) => Encoding.ASCII.GetBytes(
        "GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n{headers}\r\n");

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest))
            packer.Write(plain);
        return Post(Json + "Content-Encoding: gzip\r\n", packed.ToArray());
    }

    private static string Identity => $"Authorization: Bearer {Persona.Token("hostile", Persona.Admin)}\r\n";
}
