using System.Diagnostics.Metrics;
using IncidentGraph.Data.Logs;
using IncidentGraph.Server.Live;

namespace IncidentGraph.Server.Telemetry;

/// <summary>How far this node's subscribers are behind what happened.</summary>
internal sealed class FeedMetrics
{
    public const string MeterName = "IncidentGraph.Server";

    public FeedMetrics(IMeterFactory meters, EventFeed feed, LogHeadWatcher watcher)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("incidentgraph.log.position", () => watcher.LastHead, "{event}", "Position of the last event in the log.");
        meter.CreateObservableGauge("incidentgraph.feed.lag", () => Math.Max(0, watcher.LastHead - feed.Head), "{event}", "Events that the live feed has yet to read.");
        meter.CreateObservableGauge("incidentgraph.feed.delay", () => watcher.Delay.TotalSeconds, "s", "Time since the live feed was at the log's end.");
    }
}
