using System.Diagnostics;

namespace IncidentGraph.Data.Telemetry;

/// <summary>The name by which a host subscribes to what is measured and traced here.</summary>
public static class DataTelemetry
{
    /// <summary>Of the meter, and of the source of spans.</summary>
    public const string Name = "IncidentGraph.Data";

    internal static ActivitySource Source { get; } = new(Name);
}
