using IncidentGraph.Data.Logs;

namespace IncidentGraph.Server.Live;

/// <summary>Where the log ended when the operation began.</summary>
public sealed class EventCursor(EventLog log, CursorCodecSource codecs)
{
    public string Value { get; private set; } = string.Empty;

    public async Task ReadAsync(CancellationToken ct)
    {
        var codec = await codecs.GetAsync(ct);
        Value = codec.Write(await log.HeadAsync(ct));
    }
}
