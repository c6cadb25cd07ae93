using IncidentGraph.Data.Logs;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Live;

/// <summary>Finds where a subscription begins: after a cursor, or now.</summary>
public sealed class Resume(EventLog log, CursorCodecSource codecs, ResumePoint point, LiveOptions options, TimeProvider clock)
{
    /// <exception cref="RequestException">CURSOR_INVALID or CURSOR_EXPIRED; never a silent fast-forward.</exception>
    public async Task<StreamStart> FromAsync(string? after, CancellationToken ct)
    {
        var cursor = point.LastEventId ?? after;
        var codec = await codecs.GetAsync(ct);
        var head = await log.HeadAsync(ct);
        point.Start = cursor ?? codec.Write(head);
        if (cursor is null)
            return new StreamStart(codec, head, null);

        var oldest = await log.LastBeforeAsync(clock.GetUtcNow() - options.ResumeWindow, ct);
        var reading = codec.Read(cursor, head, oldest);
        return reading.Fault switch
        {
            CursorFault.None => new StreamStart(codec, reading.Position, cursor),
            CursorFault.Expired => throw new RequestException(
                "CURSOR_EXPIRED", "The cursor is older than what can be resumed.", "Query the present state and subscribe after its eventCursor."),
            _ => throw new RequestException(
                "CURSOR_INVALID", "The cursor is none of this log's.", "Query the present state and subscribe after its eventCursor."),
        };
    }
}

/// <param name="Codec">Writes the cursors of this log.</param>
/// <param name="Position">Everything after it is delivered.</param>
/// <param name="Cursor">The cursor that was given; null when the subscription starts now.</param>
public sealed record StreamStart(CursorCodec Codec, long Position, string? Cursor);
