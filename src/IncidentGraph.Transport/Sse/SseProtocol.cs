using System.Buffers;
using System.Globalization;
using System.Text;
using IncidentGraph.Transport.Responses;

namespace IncidentGraph.Transport.Sse;

/// <summary>
/// One operation on a stream of its own: graphql-sse, "Distinct connections mode". Each call returns the bytes to send; once the stream
/// has ended there are none. Not thread-safe. The wire format is that of HTML, "Server-sent events".
/// </summary>
/// <param name="ids">The form of the ids; null is the cursors' own.</param>
internal sealed class SseProtocol(IEventIds? ids = null)
{
    private bool _ended;

    /// <summary>
    /// The first bytes. The block stays open: a client takes <c>retry</c> as it reads the line, and some take a block without an event
    /// for an event without a name.
    /// </summary>
    public static ReadOnlyMemory<byte> Open(TimeSpan retry) => Encoding.UTF8.GetBytes($"retry: {Milliseconds(retry)}\n");

    /// <summary>
    /// Where the client resumes until the first event gives a later place. Ends the open block, since a client takes an id at a block's end; without
    /// <c>data</c> it dispatches nothing (HTML, "Interpreting an event stream").
    /// </summary>
    public ReadOnlyMemory<byte> Start(string cursor) => _ended ? default : Encoding.UTF8.GetBytes($"id: {Id(cursor)}\n\n");

    /// <summary>One response; its cursor becomes the event's <c>id</c>, which a client sends back as <c>Last-Event-ID</c>.</summary>
    public ReadOnlyMemory<byte> Next(StreamItem item)
    {
        if (_ended)
            return default;
        return Event("next", item.Json.Span, item.Cursor is null ? null : Id(item.Cursor));
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
        return Join(Event("next", ErrorResponse.Write(refused.Errors).Span, id), Complete());
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

    /// <summary>An event: lines of <c>data</c>, which a client puts together again.</summary>
    public static ReadOnlyMemory<byte> Event(string name, ReadOnlySpan<byte> data, string? id = null)
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

    private string Id(string cursor)
    {
        var id = ids?.Write(cursor) ?? cursor;
        return id.AsSpan().IndexOfAny("\r\n\0") < 0 ? id : throw new ArgumentException("An id on an event stream has no line breaks.", nameof(cursor));
    }

    private static bool IsCursorError(OperationError error) => error.Code is ErrorCodes.CursorInvalid or ErrorCodes.CursorExpired;

    private static string Milliseconds(TimeSpan span) => Math.Ceiling(span.TotalMilliseconds).ToString("F0", CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second) =>
        (byte[])[.. first.Span, .. second.Span];
}
