using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// Reads the bytes of a body, inflated if they came compressed (RFC 9110 §8.4), and no more than allowed: one that inflates without end is given up
/// at the limit.
/// </summary>
internal static class BodyReader
{
    /// <summary>The limit is ours to answer; the server's own, lifted by this, would only cut the connection.</summary>
    public static IRequestSizeLimitMetadata NoOtherLimit { get; } = new Unlimited();

    public static async ValueTask<(byte[]? Body, OperationOutcome.Refused? Refused)> ReadAsync(HttpRequest http, int maxBytes, CancellationToken ct)
    {
        // What could be inflated has no such header any more.
        if (http.Headers.ContentEncoding is { Count: > 0 } encoding && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
            return (null, Refused("A body comes as it is or compressed once, by br, gzip or deflate.", ErrorCodes.UnsupportedMediaType, 415));
        try
        {
            var body = http.ContentLength > maxBytes ? null : await ReadAsync(http.BodyReader, maxBytes, ct);
            return body is null ? (null, Refused($"A request may have {maxBytes} bytes.", ErrorCodes.PayloadTooLarge, 413)) : (body, null);
        }
        catch (Exception e) when (IsBroken(e))
        {
            return (null, Refused("The body is not what its Content-Encoding says.", ErrorCodes.BadRequest, 400));
        }
        catch (IOException e)
        {
            // Cut short, too slow, or in chunks that are none: what the web server says of it is no failure of ours.
            var status = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return (null, Refused("The body does not arrive as its head says.", ErrorCodes.BadRequest, status));
        }
    }

    private static async ValueTask<byte[]?> ReadAsync(PipeReader reader, int maxBytes, CancellationToken ct)
    {
        while (true)
        {
            // The connection's end ends a reading too. One that a token ends, or that nobody advances after, makes the web server complain of itself.
            ct.ThrowIfCancellationRequested();
            var read = await reader.ReadAsync(CancellationToken.None);
            if (read.Buffer.Length > maxBytes || read.IsCompleted)
                return Take(reader, read.Buffer, maxBytes);
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static byte[]? Take(PipeReader reader, ReadOnlySequence<byte> buffer, int maxBytes)
    {
        var body = buffer.Length > maxBytes ? null : buffer.ToArray();
        reader.AdvanceTo(buffer.End);
        return body;
    }

    // Brotli's stream takes the one for the other.
    private static bool IsBroken(Exception e) => e is InvalidDataException or InvalidOperationException { Source: "System.IO.Compression.Brotli" };

    private static OperationOutcome.Refused Refused(string message, string code, int status) => new(new OperationError(message, code), status);

    private sealed class Unlimited : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
