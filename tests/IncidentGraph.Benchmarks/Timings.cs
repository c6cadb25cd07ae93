namespace IncidentGraph.Benchmarks;

/// <summary>What was seen of many.</summary>
internal sealed class Timings
{
    private readonly List<double> _values = [];

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    public double Most => _values.Max();

    /// <summary>In milliseconds.</summary>
    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    public void Add(double value) => _values.Add(value);

    /// <summary>The least value that at least this share is not above.</summary>
    private double Percentile(double share) => _values.Order().ElementAt((int)Math.Ceiling(_values.Count * share) - 1);
}
