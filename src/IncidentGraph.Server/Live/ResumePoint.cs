namespace IncidentGraph.Server.Live;

/// <summary>Where a reconnecting event stream says that it stopped; wins over the argument <c>after</c>.</summary>
public sealed class ResumePoint
{
    public string? LastEventId { get; set; }
}
