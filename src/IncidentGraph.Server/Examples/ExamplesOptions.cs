namespace IncidentGraph.Server.Examples;

/// <summary>Pages that show what a client can be (section <c>Examples</c>).</summary>
public sealed class ExamplesOptions
{
    /// <summary>Null: everywhere but in Production.</summary>
    public bool? Enabled { get; set; }

    internal bool IsEnabledIn(IHostEnvironment environment) => Enabled ?? !environment.IsProduction();
}
