using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IncidentGraph.Transport.Telemetry;
using IncidentGraph.Transport.Tests.Toy;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Transport.Tests.Telemetry;

/// <summary>What one server counts, whatever other servers of the process do.</summary>
public sealed class Measured : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly Signal<int> _changes = new(0);
    private readonly MeterListener _listener = new();

    public Measured(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TransportTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, factory))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument.Name, 1, tags));
        _listener.Start();
    }

    /// <summary>The sum of a counter, or how often something was timed; <c>name tag tag</c> with the tags' values.</summary>
    public double this[string metric] => _sums.GetValueOrDefault(metric);

    public Task Until(string metric, double value) => _changes.UntilAsync(_ => this[metric] == value).WaitAsync(Patience);

    public void Dispose() => _listener.Dispose();

    private void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = string.Join(' ', [name, .. tags.ToArray().Select(tag => tag.Value)]);
        _sums.AddOrUpdate(key, value, (_, sum) => sum + value);
        _changes.Change(changes => changes + 1);
    }
}
