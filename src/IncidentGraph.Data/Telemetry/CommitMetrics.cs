using System.Diagnostics.Metrics;

namespace IncidentGraph.Data.Telemetry;

/// <summary>What this process wrote, how long it took, and who waits to write.</summary>
internal sealed class CommitMetrics : IDisposable
{
    /// <summary>In seconds; a writer waits no longer than 5 for another.</summary>
    private static readonly InstrumentAdvice<double> _durations = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter? _own;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _events;
    private readonly Histogram<double> _times;
    private readonly UpDownCounter<long> _waiting;

    /// <param name="factory">The host's; null where there is none.</param>
    public CommitMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(DataTelemetry.Name) ?? (_own = new Meter(DataTelemetry.Name));
        _commits = meter.CreateCounter<long>("incidentgraph.commits", "{commit}", "Transactions that stored something.");
        _failures = meter.CreateCounter<long>("incidentgraph.commits.failed", "{commit}", "Transactions that could not be stored.");
        _events = meter.CreateCounter<long>("incidentgraph.events", "{event}", "Events that were written to the log.");
        _times = meter.CreateHistogram("incidentgraph.commit.duration", "s", "Time to decide and store, waiting included.", tags: null, _durations);
        _waiting = meter.CreateUpDownCounter<long>("incidentgraph.commits.waiting", "{writer}", "Writers that wait for their turn, on SQLite.");
    }

    public void Stored(int events)
    {
        _commits.Add(1);
        _events.Add(events);
    }

    public void Failed() => _failures.Add(1);

    public void Took(TimeSpan time) => _times.Record(time.TotalSeconds);

    public void Wait(int writers) => _waiting.Add(writers);

    public void Dispose() => _own?.Dispose();
}
