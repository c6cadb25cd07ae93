using System.Globalization;
using System.IO.Compression;
using System.Text;
using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>HTTP that is wrong, odd, slow or cut short, around operations that are right.</summary>
internal sealed class FramingCase(Dice dice, Target target)
{
    private static readonly string[] _methods = ["POST", "POST", "POST", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "post", "P\0ST", "", "GET GET", "VERYLONGMETHODNAMETHATNOBODYKNOWS"];

    private static readonly string[] _paths =
    [
        "/graphql", "/graphql", "/graphql", "/graphql/", "/graphql?query={__typename}", "/graphql?query=%7B__typename%7D", "/graphql?query=%ff%00", "/graphql?query=%", "/graphql?%", "/graphql?query=mutation{x}",
        "/graphql?query=%ud800", "/graphql?variables={}&variables={}", "/graphql?query=subscription{events{cursor}}", "/graphql?token=x", "/graphql/schema.graphql", "/graphql/..%2f..%2fetc/passwd", "/graphql/../..", "*", "http://other.example/graphql", "",
        "//", "/\0", "/%00", "/graphql#f", "/graphql?ticket=igt_x&query={__typename}", "/health/ready", "/health/live", "/metrics", "/demo/token?role=", "/examples/status.html", "/graphql/ui/", "/ü",
    ];

    private static readonly string[] _versions = ["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/9.9", "http/1.1", "HTTP/1.1 ", "", "HTTP/1.10"];

    private static readonly string[] _types =
    [
        "application/json", "application/json", "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json;charset=\"utf-8", "application/json; charset=", "text/plain", "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded", "application/graphql", "*/*", "", ";", "application/json, text/plain", "application/json; a=\"\\", "\0", "application/jsön", "APPLICATION/JSON",
    ];

    private static readonly string[] _accepts =
    [
        "*/*", "application/json", "application/graphql-response+json", "text/event-stream", "text/html", "", ";q=1", "application/json;q=0", "application/json;q=2", "application/json;q=abc", "*", "a/b,,,", "text/*;q=0.1, */*;q=0.001",
        "application/json; charset=utf-16", "application/graphql-response+json;q=1e400", "\u00ff",
    ];

    private static readonly string[] _encodings = ["gzip", "br", "deflate", "identity", "gzip, gzip", "compress", "zstd", "", "GZIP", "gzip;q=0"];

    private static readonly string[] _headers =
    [
        "Origin: https://evil.example", "Origin: null", "Origin: http://", "Origin: \u00ff", "Expect: 100-continue", "Expect: 200-ok", "Connection: close", "Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA", "Connection: keep-alive, x",
        "Upgrade: websocket", "Last-Event-ID: origin", "Last-Event-ID: \t", "If-None-Match: *", "If-None-Match: \"x\", W/\"", "Range: bytes=0-", "Cookie: a=b; a", "Authorization: Bearer", "Authorization: Bearer a.b.c", "Authorization: Bearer igk_x_y",
        "Authorization: Basic \u00ff", "X-GraphQL-Event-Stream-Token: x", "GraphQL-Cost: report", "GraphQL-Cost: ", "traceparent: 00-0-0-00", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "baggage: a=\u00ff,,", "Accept-Encoding: gzip;q=x, br",
        "Accept-Encoding: *;q=0", "Access-Control-Request-Method: POST", "Content-MD5: x", " folded", "\tfolded: x", "NoColon", ": empty", "Sp ace: x", "Nul: a\0b", "Lf: a\nb", "Cr: a\rb", "Host: other.example", "Forwarded: for=\"[::1]\"", "X-Forwarded-For: 1, 2, x",
        "X-Forwarded-Proto: gopher", "X-Forwarded-Host: a b", "TE: trailers", "Trailer: X", "Content-Length: 5", "Transfer-Encoding: chunked",
    ];

    private static readonly string[] _bodies =
    [
        "{\"query\":\"{ __typename }\"}", "{\"query\":\"{ __typename }\"}", "{\"query\":\"{ incidents(first: 2) { nodes { number title } } }\"}", "[{\"query\":\"{ __typename }\"},{\"query\":\"{ x\"}]", "[]", "[null]", "[[{\"query\":\"{ __typename }\"}]]", "{}", "",
        "null", "{\"query\":\"subscription { events { cursor } }\"}", "\ufeff{\"query\":\"{ __typename }\"}", "query={__typename}", "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{}\r\n--x--", "{ __typename }",
    ];

    private static readonly string[] _lengths = ["-1", "+5", "0x10", "5, 6", "5, 5", "99999999999999999999", "9223372036854775807", " ", "1e3", "5;", "00", "2147483648"];

    private static readonly string[] _chunkSizes = ["-1", "0x5", "FFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "zz", "", "5;ext=\"", "5 ", "000000000000000000005", "FFFFFFFF"];

    public Script Write()
    {
        var count = dice.Chance(12) ? dice.Between(2, 6) : 1;
        var (bytes, heads) = (new List<byte>(), 0);
        for (var i = 0; i < count; i++)
        {
            var (request, isHead) = Request();
            bytes.AddRange(request);
            heads += isHead ? 1 : 0;
        }

        if (dice.Chance(10) && bytes.Count > 0)
            bytes = dice.Chance(50) ? bytes[..dice.Below(bytes.Count)] : [.. bytes.Select(one => dice.Chance(1) ? (byte)dice.Next() : one)];
        return new Script(Case.Framing, Slowly([.. bytes]), dice.Chance(12) ? Ending.Abort : Ending.Finish) { Answers = count, IsHead = heads > 0 };
    }

    private IReadOnlyList<Step> Slowly(byte[] bytes)
    {
        if (!dice.Chance(12) || bytes.Length < 2)
            return [new Step.Send(bytes)];
        var (steps, at) = (new List<Step>(), 0);
        foreach (var cut in Enumerable.Range(0, dice.Between(1, 4)).Select(_ => dice.Below(bytes.Length)).Order())
        {
            steps.Add(new Step.Send(bytes[at..cut]));
            steps.Add(new Step.Pause(dice.Between(1, 60)));
            at = cut;
        }

        return [.. steps, new Step.Send(bytes[at..])];
    }

    private (byte[] Bytes, bool IsHead) Request()
    {
        var isOdd = dice.Chance(35);
        var method = isOdd ? dice.Pick(_methods) : dice.Chance(80) ? "POST" : "GET";
        var path = isOdd ? Path() : method == "GET" ? "/graphql?query={__typename}" : "/graphql";
        var head = new StringBuilder().Append(method).Append(' ').Append(path).Append(' ').Append(dice.Chance(80) ? "HTTP/1.1" : dice.Pick(_versions)).Append("\r\n");
        if (!dice.Chance(4))
            head.Append("Host: ").Append(dice.Chance(92) ? target.Host : dice.Pick(["", "other.example", "a b", "[::1", ":0", "x:99999", "\u00ff"])).Append("\r\n");
        head.Append(Identity()).Append("Accept: ").Append(dice.Pick(_accepts)).Append("\r\n");
        if (dice.Chance(30))
            Headers(head);
        var body = Body(head, method);
        if (dice.Chance(3))
            head.Replace("\r\n", dice.Pick(["\n", "\r", "\r\n\r\n", "\r\n "]));
        return ([.. Encoding.Latin1.GetBytes(head.ToString()), .. body], method == "HEAD");
    }

    private string Path() => dice.Below(12) switch
    {
        0 => "/graphql?query=" + new string('a', dice.Pick([4000, 8170, 9000, 70_000])),
        1 => "/graphql?" + string.Concat(Enumerable.Range(0, dice.Pick([200, 1100])).Select(i => $"a{i}=&")),
        _ => dice.Pick(_paths),
    };

    private string Identity() => new RequestWriter(dice, target).Identity(dice.Pick(["admin", "viewer", "anonymous"]));

    private void Headers(StringBuilder head)
    {
        switch (dice.Below(10))
        {
            case 0:
                for (var i = dice.Pick([50, 99, 120, 1000]); i > 0; i--)
                    head.Append("X-").Append(i).Append(": x\r\n");
                break;
            case 1:
                head.Append("X-Long: ").Append('x', dice.Pick([8000, 31_000, 40_000])).Append("\r\n");
                break;
            default:
                for (var left = dice.Between(1, 4); left > 0; left--)
                    head.Append(dice.Pick(_headers)).Append("\r\n");
                break;
        }
    }

    /// <summary>Ends the head as the body is to be announced.</summary>
    private byte[] Body(StringBuilder head, string method)
    {
        if (method is "GET" or "HEAD" && dice.Chance(80))
        {
            head.Append("\r\n");
            return [];
        }

        if (!dice.Chance(3))
            head.Append("Content-Type: ").Append(dice.Chance(60) ? "application/json" : dice.Pick(_types)).Append("\r\n");
        var body = Encoding.UTF8.GetBytes(dice.Chance(96) ? dice.Pick(_bodies) : "{\"query\":\"{ __typename } #" + new string('x', dice.Pick([100_000, 1_048_000, 1_200_000])) + "\"}");
        if (dice.Chance(18))
            body = Compressed(head, body);
        return dice.Chance(25) ? Chunked(head, body) : Plain(head, body);
    }

    private byte[] Compressed(StringBuilder head, byte[] body)
    {
        var encoding = dice.Pick(_encodings);
        head.Append("Content-Encoding: ").Append(encoding).Append("\r\n");
        if (dice.Chance(10))
            return dice.Bytes(dice.Between(1, 200));
        if (dice.Chance(10))
            body = [.. body, .. new byte[3_000_000]];
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new GZipStream(packed, CompressionLevel.Fastest),
        })
        {
            packer.Write(body);
        }

        var bytes = packed.ToArray();
        return dice.Below(4) switch
        {
            0 => bytes[..dice.Below(bytes.Length + 1)],
            1 => [.. bytes.Select(one => dice.Chance(3) ? (byte)dice.Next() : one)],
            2 => [.. bytes, .. dice.Bytes(3)],
            _ => bytes,
        };
    }

    private byte[] Plain(StringBuilder head, byte[] body)
    {
        var length = dice.Chance(85) ? body.Length.ToString(CultureInfo.InvariantCulture) : dice.Chance(50) ? dice.Pick(_lengths) : $"{body.Length + dice.Between(-5, 5)}";
        if (!dice.Chance(3))
            head.Append("Content-Length: ").Append(length).Append("\r\n");
        if (dice.Chance(3))
            head.Append("Content-Length: ").Append(dice.Below(100)).Append("\r\n");
        head.Append("\r\n");
        return body;
    }

    private byte[] Chunked(StringBuilder head, byte[] body)
    {
        head.Append("Transfer-Encoding: ").Append(dice.Chance(85) ? "chunked" : dice.Pick(["gzip, chunked", "chunked, gzip", "identity", "chunked, chunked", "xchunked", "\"chunked\""])).Append("\r\n\r\n");
        var (bytes, at) = (new List<byte>(), 0);
        while (at < body.Length)
        {
            var take = Math.Min(dice.Between(1, 1 + body.Length / 2), body.Length - at);
            bytes.AddRange(Encoding.Latin1.GetBytes((dice.Chance(94) ? take.ToString("x", CultureInfo.InvariantCulture) : dice.Pick(_chunkSizes)) + (dice.Chance(97) ? "\r\n" : "\n")));
            bytes.AddRange(body[at..(at + take)]);
            bytes.AddRange(dice.Chance(97) ? "\r\n"u8 : "x"u8);
            at += take;
        }

        bytes.AddRange(Encoding.Latin1.GetBytes(dice.Chance(90) ? "0\r\n\r\n" : dice.Pick(["0\r\nX: y\r\n\r\n", "0\r\n", "", "0\r\n: \r\n\r\n", "0\r\nContent-Length: 5\r\n\r\n", "0\r\n" + new string('x', 40_000)])));
        return [.. bytes];
    }
}
