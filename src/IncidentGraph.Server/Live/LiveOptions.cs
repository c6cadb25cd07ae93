using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Live;

/// <summary>Section <c>Live</c> of the configuration.</summary>
public sealed class LiveOptions
{
    /// <summary>How far back a subscription may resume; older cursors are CURSOR_EXPIRED. The log itself keeps everything.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A live subscription that stays further behind than this for longer than <see cref="CatchUpWithin"/> ends as SLOW_CONSUMER.</summary>
    [Range(1, 1_000_000)]
    public int MostPending { get; set; } = 1000;

    /// <summary>One commit may hold more events than that: this long a reader may take to come to them.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CatchUpWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Recent events kept in memory, shared by all subscriptions.</summary>
    [Range(1, 1_000_000)]
    public int RecentEvents { get; set; } = 4096;
}
