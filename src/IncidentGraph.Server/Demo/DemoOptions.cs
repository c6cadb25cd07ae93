namespace IncidentGraph.Server.Demo;

/// <summary>The demonstration data (section <c>Demo</c>).</summary>
public sealed class DemoOptions
{
    /// <summary>Whether Development starts with it; null: with a new SQLite database.</summary>
    public bool? Seed { get; set; }
}
