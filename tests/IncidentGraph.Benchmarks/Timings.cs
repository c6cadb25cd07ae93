namespace IncidentGraph.Benchmarks;

/// <summary>How long each of many took.</summary>
internal sealed class Timings
{
    private readonly List<double> _milliseconds = [];

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    /// <summary>The least value that at least this share is not above.</summary>
    private double Percentile(double share) => _milliseconds.Order().ElementAt((int)Math.Ceiling(_milliseconds.Count * share) - 1);
}
