namespace IncidentGraph.Server.Live;

/// <summary>Where a subscription begins, as far as it is known around it.</summary>
public sealed class ResumePoint
{
    /// <summary>Where a reconnecting event stream says that it stopped; wins over the argument <c>after</c>.</summary>
    public string? LastEventId { get; set; }

    /// <summary>Where the subscription was found to begin.</summary>
    public string? Start { get; set; }
}
