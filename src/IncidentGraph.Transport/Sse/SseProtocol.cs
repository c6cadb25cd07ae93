using System.Buffers;
using System.Globalization;
using System.Text;
using IncidentGraph.Transport.Responses;

namespace IncidentGraph.Transport.Sse;

/// <summary>
/// One operation on a stream of its own: graphql-sse, "Distinct connections mode". Each call returns the bytes to send; once the stream
/// has ended there are none. Not thread-safe. The wire format is that of HTML, "Server-sent events"; another mode would differ
/// only in what it puts into <c>data</c>.
/// </summary>
internal sealed class SseProtocol
{
    private bool _ended;

    /// <summary>
    /// The first bytes. The block stays open: a client takes <c>retry</c> as it reads the line, and some take a block without an event
    /// for an event without a name.
    /// </summary>
    public static ReadOnlyMemory<byte> Open(TimeSpan retry) => Encoding.UTF8.GetBytes($"retry: {Milliseconds(retry)}\n");

    /// <summary>One response; its cursor becomes the event's <c>id</c>, which a client sends back as <c>Last-Event-ID</c>.</summary>
    public ReadOnlyMemory<byte> Next(StreamItem item)
    {
        if (_ended)
            return default;
        if (item.Cursor?.AsSpan().IndexOfAny("\r\n\0") >= 0)
            throw new ArgumentException("A cursor on an event stream has no line breaks.", nameof(item));
        return Event("next", item.Cursor, item.Json.Span);
    }

    /// <summary>Errors without data, then the end: a request error is an event, since the status is 200 already.</summary>
    public ReadOnlyMemory<byte> Refuse(OperationOutcome.Refused refused)
    {
        if (_ended)
            return default;
        // A client that is not to come back with the same operation gets `complete`; one that should retry does not.
        if (refused.StatusCode == 503)
        {
            _ended = true;
            return refused.RetryAfter is { } wait ? Encoding.UTF8.GetBytes($"retry: {Milliseconds(wait)}\n\n") : "\n"u8.ToArray();
        }

        // An empty id resets the client's Last-Event-ID, which would otherwise send the refused cursor again and again.
        var id = refused.Errors.Any(IsCursorError) ? "" : null;
        return Join(Event("next", id, ErrorResponse.Write(refused.Errors).Span), Complete());
    }

    /// <summary>The end. <c>data</c> is there, though empty: a browser drops an event without it.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        if (_ended)
            return default;
        _ended = true;
        return "event: complete\ndata:\n\n"u8.ToArray();
    }

    /// <summary>A comment, which tells proxies and clients that the connection lives.</summary>
    public ReadOnlyMemory<byte> KeepAlive() => _ended ? default : ":\n\n"u8.ToArray();

    private static bool IsCursorError(OperationError error) => error.Code is ErrorCodes.CursorInvalid or ErrorCodes.CursorExpired;

    private static string Milliseconds(TimeSpan span) => Math.Ceiling(span.TotalMilliseconds).ToString("F0", CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Event(string name, string? id, ReadOnlySpan<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 128);
        buffer.Write(Encoding.UTF8.GetBytes($"event: {name}\n"));
        if (id is not null)
            buffer.Write(Encoding.UTF8.GetBytes(id.Length == 0 ? "id:\n" : $"id: {id}\n"));
        foreach (var range in data.SplitAny("\r\n"u8))
        {
            buffer.Write("data: "u8);
            buffer.Write(data[range]);
            buffer.Write("\n"u8);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second) =>
        (byte[])[.. first.Span, .. second.Span];
}
