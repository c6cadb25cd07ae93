using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Live;

/// <summary>Section <c>Live</c> of the configuration.</summary>
public sealed class LiveOptions
{
    /// <summary>How far back a subscription may resume; older cursors are CURSOR_EXPIRED. The log itself keeps everything.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A live subscription whose reader falls this many events behind ends as SLOW_CONSUMER.</summary>
    [Range(1, 1_000_000)]
    public int MostPending { get; set; } = 1000;

    /// <summary>Recent events kept in memory, shared by all subscriptions.</summary>
    [Range(1, 1_000_000)]
    public int RecentEvents { get; set; } = 4096;
}
