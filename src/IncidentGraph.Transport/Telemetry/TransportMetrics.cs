using System.Diagnostics.Metrics;

namespace IncidentGraph.Transport.Telemetry;

/// <summary>
/// What the transport counts and times. Tags have few values, none of which a client chooses: names of operations, users and addresses
/// are none.
/// </summary>
public sealed class TransportMetrics
{
    /// <summary>In seconds; what is usual lies within them.</summary>
    private static readonly InstrumentAdvice<double> _durations = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Counter<long> _operations;
    private readonly Histogram<double> _operationTimes;
    private readonly Counter<long> _responses;
    private readonly Histogram<double> _responseTimes;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _rejected;
    private readonly UpDownCounter<long> _connections;
    private readonly UpDownCounter<long> _subscriptions;
    private readonly UpDownCounter<long> _queued;

    public TransportMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(TransportTelemetry.Name);
        _operations = meter.CreateCounter<long>("graphql.operations", "{operation}", "Operations that were executed or refused.");
        _operationTimes = meter.CreateHistogram("graphql.operation.duration", "s", "Time until an operation's answer, or its stream, is there.", tags: null, _durations);
        _responses = meter.CreateCounter<long>("graphql.subscription.responses", "{response}", "Responses of subscriptions that were sent.");
        _responseTimes = meter.CreateHistogram("graphql.subscription.response.duration", "s", "Time to make one response of a subscription.", tags: null, _durations);
        _errors = meter.CreateCounter<long>("graphql.errors", "{answer}", "Answers with an error of the code.");
        _rejected = meter.CreateCounter<long>("graphql.requests.rejected", "{request}", "Requests that exceed a limit.");
        _connections = meter.CreateUpDownCounter<long>("graphql.connections", "{connection}", "Sockets and event streams that are open.");
        _subscriptions = meter.CreateUpDownCounter<long>("graphql.subscriptions.active", "{subscription}", "Subscriptions that run.");
        _queued = meter.CreateUpDownCounter<long>("graphql.send_queue.length", "{message}", "Messages that wait for the writers of sockets.");
    }

    /// <summary>
    /// An answer has an error of this code, however many of them. For what a host refuses before the endpoint; the transport counts all that it
    /// answers.
    /// </summary>
    /// <param name="code">One of a fixed list; never anything that a client sent.</param>
    public void CountError(string code)
    {
        _errors.Add(1, Tag(TransportTelemetry.CodeTag, code));
        if (ErrorCodes.IsLimit(code))
            _rejected.Add(1, Tag(TransportTelemetry.CodeTag, code));
    }

    internal void CountErrors(OperationOutcome.Refused refused)
    {
        foreach (var code in refused.Errors.Select(error => error.Code).Distinct(StringComparer.Ordinal))
            CountError(code);
    }

    internal void CountOperation(OperationKinds kind, string transport, double seconds)
    {
        var (type, over) = (Tag(TransportTelemetry.TypeTag, NameOf(kind)), Tag(TransportTelemetry.TransportTag, transport));
        _operations.Add(1, type, over);
        _operationTimes.Record(seconds, type, over);
    }

    internal void CountResponse(string transport) => _responses.Add(1, Tag(TransportTelemetry.TransportTag, transport));

    internal void TimeResponse(double seconds) => _responseTimes.Record(seconds);

    internal void Queue(int messages) => _queued.Add(messages);

    /// <summary>Until the answer is disposed of.</summary>
    internal IDisposable Connect(string transport) => new Presence(_connections, Tag(TransportTelemetry.TransportTag, transport));

    /// <summary>Until the answer is disposed of.</summary>
    internal IDisposable Subscribe(string transport) => new Presence(_subscriptions, Tag(TransportTelemetry.TransportTag, transport));

    internal static string NameOf(OperationKinds kind) => kind switch
    {
        OperationKinds.Query => "query",
        OperationKinds.Mutation => "mutation",
        OperationKinds.Subscription => "subscription",
        _ => "unknown",
    };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private sealed class Presence : IDisposable
    {
        private readonly UpDownCounter<long> _counter;
        private readonly KeyValuePair<string, object?> _tag;

        public Presence(UpDownCounter<long> counter, KeyValuePair<string, object?> tag)
        {
            (_counter, _tag) = (counter, tag);
            counter.Add(1, tag);
        }

        public void Dispose() => _counter.Add(-1, _tag);
    }
}
