using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IncidentGraph.Fuzzing.Wire;

/// <summary>An answer of HTTP/1.1, taken apart.</summary>
/// <param name="Status">Its code.</param>
/// <param name="Headers">By their names, in any case; of several with one name, the last.</param>
/// <param name="Body">As far as it has come, of a stream.</param>
/// <param name="Length">How many bytes of the connection it takes, head and all.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body, int Length)
{
    public bool IsStream => MediaType == "text/event-stream";

    public string MediaType => Headers.GetValueOrDefault("Content-Type", "").Split(';')[0];

    /// <summary>All that are there whole, and streams that have begun.</summary>
    /// <param name="bytes">What the server has sent.</param>
    /// <param name="isHead">Whether some have no bodies, whatever their heads say: then the first is all that can be told apart.</param>
    /// <exception cref="FormatException">That is not HTTP.</exception>
    public static IReadOnlyList<HttpAnswer> ReadAll(ReadOnlySpan<byte> bytes, bool isHead)
    {
        var answers = new List<HttpAnswer>();
        while (Read(bytes, isHead) is { } answer)
        {
            answers.Add(answer);
            bytes = isHead ? [] : bytes[answer.Length..];
        }

        return answers;
    }

    private static HttpAnswer? Read(ReadOnlySpan<byte> bytes, bool isHead)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return bytes.Length > 12 && !bytes.StartsWith("HTTP/1."u8) ? throw new FormatException("This is no answer of HTTP/1.1.") : null;
        var lines = Encoding.Latin1.GetString(bytes[..end]).Split("\r\n");
        if (!lines[0].StartsWith("HTTP/1.", StringComparison.Ordinal) || !int.TryParse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture, out var status))
            throw new FormatException($"This is no status line: {lines[0]}");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..Math.Max(colon, 0)]] = line[(colon + 1)..].Trim();
        }

        var head = new HttpAnswer(status, headers, "", end + 4);
        if (isHead || status is 101 or 204 or 304 or < 200)
            return head;
        return headers.ContainsKey("Transfer-Encoding") ? Chunked(head, bytes) : Plain(head, bytes);
    }

    private static HttpAnswer? Plain(HttpAnswer head, ReadOnlySpan<byte> bytes)
    {
        if (!head.Headers.TryGetValue("Content-Length", out var text))
            return head.With(bytes[head.Length..], bytes.Length);
        var length = int.Parse(text, CultureInfo.InvariantCulture);
        return bytes.Length < head.Length + length ? null : head.With(bytes.Slice(head.Length, length), head.Length + length);
    }

    private static HttpAnswer? Chunked(HttpAnswer head, ReadOnlySpan<byte> bytes)
    {
        using var body = new MemoryStream();
        for (var at = head.Length; ;)
        {
            var line = bytes[at..].IndexOf("\r\n"u8);
            if (line < 0 || !TryReadSize(bytes.Slice(at, line), out var size) || bytes.Length < at + line + 2 + size + 2)
                return head.IsStream ? head.With(body.ToArray(), bytes.Length) : null;
            at += line + 2;
            body.Write(bytes.Slice(at, size));
            at += size + 2;
            if (size == 0)
                return head.With(body.ToArray(), at);
        }
    }

    /// <summary>A compressed stream is not read before its end.</summary>
    private HttpAnswer With(ReadOnlySpan<byte> body, int length)
    {
        using var packed = new MemoryStream(body.ToArray());
        using Stream plain = Headers.GetValueOrDefault("Content-Encoding") switch
        {
            null => packed,
            _ when IsStream => Stream.Null,
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            var other => throw new FormatException($"Nobody asked for {other}."),
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return this with { Body = reader.ReadToEnd(), Length = length };
    }

    private static bool TryReadSize(ReadOnlySpan<byte> line, out int size) => int.TryParse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out size);
}
