using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Health;

/// <summary>When the server calls itself ready (section <c>Health</c>).</summary>
public sealed class HealthOptions
{
    /// <summary>A database that takes longer to answer counts as away.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan DatabaseTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the live feed may go without having read the log to its end.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MostFeedDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what the database said is taken for true, however often somebody asks.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromSeconds(1);
}
