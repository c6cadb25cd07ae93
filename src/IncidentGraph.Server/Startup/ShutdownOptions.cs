using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Startup;

/// <summary>How the server stops (section <c>Shutdown</c>).</summary>
public sealed class ShutdownOptions
{
    /// <summary>How long the server goes on as before, but not ready, so that load balancers notice and send nobody here any more.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.Zero;

    /// <summary>How long what is under way may then take to finish. The process has ended soon after.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
